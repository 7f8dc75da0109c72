package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Log records made from their row number: times, attributes and sender of a span of that number,
 * bodies of few and of many words. Equal lines are two lines, so nothing is sent again here.
 *
 * <pre>
 * observed time   a day after the first, plus the row in nanoseconds
 * body            "WARN pool-7 größer: gave up after 113 ms, user u20311 ERR-7731", a number, a map, nothing
 * </pre>
 */
record GeneratedLogs(GeneratedSpans spans) implements OracleRows<LogRecord> {
  static final List<String> WORDS =
      List.of(
          "pool-7",
          "größer",
          "gave up",
          "東京",
          "connection pool",
          "it's",
          "timeout",
          "a_b",
          "GET",
          "retry",
          "/pay now",
          "done.",
          "👍",
          "exhausted");
  private static final long OBSERVED = Times.START_NANOS + 24L * 3_600 * Times.SECOND;

  @Override
  public int rows() {
    return spans.rows();
  }

  @Override
  public LogRecord item(int row) {
    Span span = spans.span(row);
    SplittableRandom random = new SplittableRandom(77L + row * 0x9E3779B97F4A7C15L);
    boolean traced = random.nextInt(5) < 3;
    int severity = random.nextInt(30) == 0 ? 0 : 1 + random.nextInt(24);
    return new LogRecord(
        span.startTimeUnixNano(),
        OBSERVED + row,
        severity,
        random.nextInt(4) == 0 ? "" : "L" + severity / 4,
        body(random),
        random.nextInt(20) == 0 ? "event " + random.nextInt(3) : "",
        span.attributes(),
        0,
        0,
        traced ? span.traceId() : null,
        traced ? span.spanId() : null,
        span.resource(),
        span.scope());
  }

  private static AttributeValue body(SplittableRandom random) {
    return switch (random.nextInt(40)) {
      case 0 -> AttributeValue.of(random.nextInt(9));
      case 1 ->
          new AttributeValue.MapValue(Attributes.ofStrings("k", "retry " + random.nextInt(9)));
      case 2 -> AttributeValue.EMPTY;
      default -> AttributeValue.of(text(random));
    };
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int words = 1 + random.nextInt(6); words > 0; words--) {
      text.append(GeneratedSpans.pick(random, WORDS)).append(random.nextInt(5) == 0 ? ", " : " ");
    }
    text.append("after ").append(random.nextInt(200)).append(" ms");
    if (random.nextInt(3) == 0) {
      text.append(" user u").append(random.nextInt(300_000));
    }
    return random.nextInt(5_000) == 0 ? text + " ERR-7731" : text.toString();
  }

  @Override
  public int row(LogRecord item) {
    return (int) (item.observedTimeUnixNano() - OBSERVED);
  }

  @Override
  public boolean isRepeated(int row) {
    return false;
  }

  @Override
  public long time(LogRecord item) {
    return item.timeUnixNano();
  }

  @Override
  public long duration(LogRecord item) {
    return 0;
  }

  @Override
  public Attributes attributes(LogRecord item) {
    return item.attributes();
  }

  @Override
  public Resource resource(LogRecord item) {
    return item.resource();
  }

  @Override
  public InstrumentationScope scope(LogRecord item) {
    return item.scope();
  }

  @Override
  public @Nullable AttributeValue read(
      CanonicalReader reader, LogRecord item, CanonicalField field) {
    return reader.read(item, field);
  }
}
