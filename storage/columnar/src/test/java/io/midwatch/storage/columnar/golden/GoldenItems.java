package io.midwatch.storage.columnar.golden;

import io.midwatch.model.Attributes;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.SpanId;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.BatchEncoder;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.LogSink;
import io.midwatch.storage.contract.write.PointSink;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.SpanSink;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The items of the golden data folder by number, for ever the same. The body of a batch is the
 * first number and how many, so that the log of the folder can be read back. Stateless.
 */
record GoldenItems() implements BatchDecoder, BatchEncoder {
  private static final int SERIES = 7;

  static EncodedBatch batch(Signal signal, int first, int count) {
    return new EncodedBatch(
        signal,
        EncodedBatch.Encoding.OTLP_PROTOBUF,
        "golden",
        Times.second(first),
        count,
        RejectedItems.NONE,
        new ContentHash(signal.ordinal(), first),
        ByteBuffer.allocate(8).putInt(first).putInt(count).array());
  }

  /** Number 0 has everything a span can have. */
  private static Span span(int number) {
    if (number == 0) {
      return Rich.span().build();
    }
    Spans span =
        Spans.number(number)
            .trace(number / 3)
            .named(number % 2 == 0 ? "GET /größe" : "POST /注文")
            .of(List.of("shop", "payments", "", "mail", "stock").get(number % 5))
            .with("http.response.status_code", number % 4 == 0 ? 500 : 200)
            .with("tenant.id", "tenant-" + number % 2)
            .with("user.id", "user-" + number % 4);
    if (number > 1 && number % 3 > 0) {
      span.childOf(number - 1);
    }
    return (number % 4 == 0 ? span.failed() : span).build();
  }

  private static LogRecord log(int number) {
    return number == 0
        ? Rich.log().build()
        : Logs.number(number)
            .saying("order " + number + " took " + number * 7 + " ms, naïve 😀")
            .during(number / 3, number, 1)
            .with("attempt", Integer.toString(number % 3))
            .build();
  }

  /** A series of every type, by turns; the time of a series' points grows by 15 s. */
  private static MetricPoint point(int number) {
    int step = number / SERIES;
    Points point = Points.at(0).with("queue", "q-" + number % 2).of("shop");
    switch (number % SERIES) {
      case 0 -> point.metric(gauge()).value(step * 0.25 - 1);
      case 1 -> point.metric(gauge()).value(new PointValue.LongPoint(1L << step));
      case 2 -> point.metric(sum(Temporality.CUMULATIVE)).value(number * 3.5);
      case 3 -> point.metric(sum(Temporality.DELTA)).value(new PointValue.LongPoint(step));
      case 4 -> point.metric(of(MetricType.HISTOGRAM)).value(histogram(step));
      case 5 -> point.metric(of(MetricType.EXPONENTIAL_HISTOGRAM)).value(exponential(step));
      default -> point.metric(summary()).value(quantiles(step));
    }
    MetricPoint built = point.started(Times.second(-60)).build();
    return new MetricPoint(
        built.metric(),
        built.attributes(),
        built.startTimeUnixNano(),
        Times.second(15L * step),
        number % 11 == 0 ? 1 << 8 : 0,
        built.value(),
        number % 5 == 0 ? List.of(exemplar(number)) : List.of(),
        built.resource(),
        built.scope());
  }

  private static io.midwatch.model.Exemplar exemplar(int number) {
    return new io.midwatch.model.Exemplar(
        Times.second(number),
        new PointValue.DoublePoint(-0.0),
        Attributes.ofStrings("k", "v"),
        Spans.traceId(number),
        new SpanId(number + 1L));
  }

  private static MetricDescriptor gauge() {
    return MetricDescriptor.gauge("queue.depth", "{message}");
  }

  private static MetricDescriptor sum(Temporality temporality) {
    return new MetricDescriptor(
        "orders", "Orders taken", "1", MetricType.SUM, temporality, true, Attributes.empty());
  }

  private static MetricDescriptor of(MetricType type) {
    return new MetricDescriptor(
        "duration." + type.ordinal(),
        "How long it took",
        "s",
        type,
        Temporality.CUMULATIVE,
        false,
        Attributes.ofStrings("owner", "ops"));
  }

  private static MetricDescriptor summary() {
    return new MetricDescriptor(
        "size", "", "By", MetricType.SUMMARY, Temporality.UNSPECIFIED, false, Attributes.empty());
  }

  private static PointValue histogram(int step) {
    return new PointValue.HistogramPoint(
        step + 6L, 0.5 * step, null, 9.5, List.of(0.1, 1.0), List.of((long) step, 4L, 2L));
  }

  private static PointValue exponential(int step) {
    return new PointValue.ExponentialHistogramPoint(
        step + 5L,
        1.5 * step,
        0.125,
        null,
        3,
        step,
        1e-6,
        new PointValue.Buckets(-2, List.of(1L, 0L, 2L)),
        new PointValue.Buckets(4, List.of(2L)));
  }

  private static PointValue quantiles(int step) {
    return new PointValue.SummaryPoint(
        step, Double.NaN, List.of(new PointValue.Quantile(0.99, step / 3.0)));
  }

  @Override
  public void decodeSpans(EncodedBatch batch, SpanSink sink) {
    RecordBatches records = new RecordBatches();
    records.decodeSpans(records.spans("", 0, items(batch, GoldenItems::span)), sink);
  }

  @Override
  public void decodeLogs(EncodedBatch batch, LogSink sink) {
    RecordBatches records = new RecordBatches();
    records.decodeLogs(records.logs("", 0, items(batch, GoldenItems::log)), sink);
  }

  @Override
  public void decodePoints(EncodedBatch batch, PointSink sink) {
    RecordBatches records = new RecordBatches();
    records.decodePoints(records.points("", 0, items(batch, GoldenItems::point)), sink);
  }

  private static <T> List<T> items(EncodedBatch batch, IntFunction<T> item) {
    ByteBuffer body = ByteBuffer.wrap(batch.body());
    int first = body.getInt();
    return IntStream.range(first, first + body.getInt()).mapToObj(item).toList();
  }

  @Override
  public EncodedBatch.Encoding encoding() {
    return EncodedBatch.Encoding.OTLP_PROTOBUF;
  }

  @Override
  public byte[] encodeSpans(List<Span> spans) {
    throw new UnsupportedOperationException("only numbers are written");
  }

  @Override
  public byte[] encodeLogs(List<LogRecord> logs) {
    throw new UnsupportedOperationException("only numbers are written");
  }

  @Override
  public byte[] encodePoints(List<MetricPoint> points) {
    throw new UnsupportedOperationException("only numbers are written");
  }
}
