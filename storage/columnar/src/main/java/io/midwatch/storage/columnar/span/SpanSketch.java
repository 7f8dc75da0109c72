package io.midwatch.storage.columnar.span;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import io.midwatch.storage.columnar.row.Context;
import io.midwatch.storage.columnar.row.Elements;
import java.util.List;
import java.util.function.BiConsumer;

/** A span as far as the inputs of one field are known; whatever else it says is made up. */
final class SpanSketch {
  private static final TraceId ANY_TRACE = new TraceId(0, 1);
  private static final SpanId ANY_SPAN = new SpanId(1);

  private final Attributes.Builder attributes = Attributes.builder();
  private String name = "";
  private long kind;
  private long status;
  private List<SpanEvent> events = List.of();
  private Context context = Context.EMPTY;

  static BiConsumer<SpanSketch, AttributeValue> attribute(String key) {
    return (sketch, value) -> sketch.attributes.put(key, value);
  }

  void name(AttributeValue value) {
    name = value.text();
  }

  void kind(AttributeValue value) {
    kind = number(value);
  }

  void status(AttributeValue value) {
    status = number(value);
  }

  private static long number(AttributeValue value) {
    return value instanceof LongValue(long number) ? number : 0;
  }

  void exception(AttributeValue value) {
    events = List.of(new SpanEvent(0, SpanSchema.EXCEPTION_EVENT, Elements.attributes(value), 0));
  }

  void context(AttributeValue value) {
    context = Context.of(value);
  }

  Span span() {
    return new Span(
        ANY_TRACE,
        ANY_SPAN,
        null,
        "",
        0,
        name,
        (int) kind,
        0,
        0,
        attributes.build(),
        0,
        events,
        0,
        List.of(),
        0,
        new SpanStatus((int) status, ""),
        context.resource(),
        context.scope());
  }
}
