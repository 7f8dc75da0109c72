package io.midwatch.storage.columnar.log;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.LogRecord;
import io.midwatch.storage.columnar.row.Context;
import java.util.function.BiConsumer;

/** A log record as far as the inputs of one field are known; it says nothing else. */
final class LogSketch {
  private final Attributes.Builder attributes = Attributes.builder();
  private String eventName = "";
  private Context context = Context.EMPTY;

  static BiConsumer<LogSketch, AttributeValue> attribute(String key) {
    return (sketch, value) -> sketch.attributes.put(key, value);
  }

  void eventName(AttributeValue value) {
    eventName = value.text();
  }

  void context(AttributeValue value) {
    context = Context.of(value);
  }

  LogRecord log() {
    return new LogRecord(
        0,
        0,
        0,
        "",
        AttributeValue.EMPTY,
        eventName,
        attributes.build(),
        0,
        0,
        null,
        null,
        context.resource(),
        context.scope());
  }
}
