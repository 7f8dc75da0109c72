package io.midwatch.model.semconv;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import java.util.List;

/** Telemetry as an agent sends it, in the fewest words. */
final class Sent {
  static final CanonicalReader READER = new CanonicalReader(IdentityKeys.DEFAULT);

  private Sent() {}

  static Span span(SpanKind kind, String name, Attributes attributes) {
    return span(kind, name, attributes, SpanStatus.UNSET, List.of(), Attributes.empty());
  }

  static Span span(
      SpanKind kind,
      String name,
      Attributes attributes,
      SpanStatus status,
      List<SpanEvent> events,
      Attributes resource) {
    return new Span(
        new TraceId(1, 2),
        new SpanId(3),
        null,
        "",
        0,
        name,
        kind.number(),
        1_000,
        251_000,
        attributes,
        0,
        events,
        0,
        List.of(),
        0,
        status,
        Resource.of(resource),
        InstrumentationScope.of("test"));
  }

  static LogRecord log(Attributes attributes, Attributes resource) {
    return new LogRecord(
        1_000,
        0,
        17,
        "ERROR",
        AttributeValue.of("card declined"),
        "",
        attributes,
        0,
        0,
        null,
        null,
        Resource.of(resource),
        InstrumentationScope.EMPTY);
  }

  /** {@code a=1 b=two}: numbers become longs, the rest text. {@code ''} is the empty text. */
  static Attributes attributes(String pairs) {
    Attributes.Builder builder = Attributes.builder();
    for (String pair : pairs.isBlank() ? new String[0] : pairs.strip().split("\\s+")) {
      int equals = pair.indexOf('=');
      String key = pair.substring(0, equals);
      String value = pair.substring(equals + 1);
      if (value.matches("-?\\d+")) {
        builder.put(key, Long.parseLong(value));
      } else {
        builder.put(key, value.equals("''") ? "" : value);
      }
    }
    return builder.build();
  }
}
