package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.MapValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.model.semconv.SemconvTable;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.Spans;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Spans and log records whose attributes mean something to some canonical field, by a seed. */
public final class RandomTelemetry {
  private static final List<String> KEYS = keys();
  private static final List<AttributeValue> VALUES =
      List.of(
          AttributeValue.of(""),
          AttributeValue.of("grpc"),
          AttributeValue.of("GET"),
          AttributeValue.of("/orders/17?a=b"),
          AttributeValue.of("https://card.example:8443/pay"),
          AttributeValue.of("publish"),
          AttributeValue.of("14"),
          AttributeValue.of(503),
          AttributeValue.of(404),
          AttributeValue.of(2.5),
          AttributeValue.of(true),
          AttributeValue.EMPTY,
          new MapValue(Attributes.ofStrings("k", "v")),
          AttributeValue.ofStrings("a", "b"));

  private final Random random;

  public RandomTelemetry(long seed) {
    random = new Random(seed);
  }

  private static List<String> keys() {
    Set<String> keys = new LinkedHashSet<>(IdentityKeys.DEFAULT.tenantKeys());
    keys.addAll(IdentityKeys.DEFAULT.userKeys());
    for (var row : SemconvTable.rows()) {
      row.spellings().forEach(spelling -> keys.add(spelling.key()));
    }
    keys.addAll(List.of("rpc.service", "event.name", "service.name", "service.namespace"));
    keys.addAll(List.of("exception.type", "exception.message", "exception.stacktrace", "noise"));
    return List.copyOf(keys);
  }

  /** Keys of attributes, on items and on resources. */
  public static List<String> attributeKeys() {
    return KEYS;
  }

  public Span span(long number) {
    Spans span =
        Spans.number(number)
            .trace(1 + random.nextInt(50))
            .named(pick(List.of("", "GET", "HTTP GET", "GET /orders/17", "naïve 😀")))
            .kindNumber(random.nextInt(8) - 1)
            .lasting(random.nextInt(1_000_000) - 1_000)
            .status(new SpanStatus(random.nextInt(5) - 1, random.nextBoolean() ? "" : "why"))
            .from(resource())
            .scope(scope());
    if (random.nextBoolean()) {
      span.childOf(1 + random.nextInt(50)).dropped(random.nextInt(3), 0, random.nextInt(3));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      String name = random.nextInt(3) > 0 ? "exception" : "other";
      span.event(new SpanEvent(random.nextLong(), name, attributes(4), random.nextInt(2)));
    }
    attributes(30).forEach(span::with);
    return span.build();
  }

  public LogRecord log(long number) {
    Logs log =
        Logs.number(number)
            .severity(random.nextInt(25), random.nextBoolean() ? "" : "WARN")
            .event(random.nextBoolean() ? "" : "happened")
            .body(pick(VALUES))
            .from(resource())
            .scope(scope());
    if (random.nextBoolean()) {
      log.during(1 + random.nextInt(50), number, random.nextInt(2));
    }
    attributes(30).forEach(log::with);
    return log.build();
  }

  private Resource resource() {
    return random.nextInt(50) == 0 ? Rich.resource() : Resource.of(attributes(6));
  }

  private InstrumentationScope scope() {
    return random.nextInt(3) == 0 ? Rich.scope() : InstrumentationScope.of(pick(List.of("", "x")));
  }

  private Attributes attributes(int most) {
    Attributes.Builder builder = Attributes.builder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      builder.put(pick(KEYS), pick(VALUES));
    }
    return builder.build();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
