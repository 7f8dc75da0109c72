package io.midwatch.storage.contract.write;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.EntityRef;
import io.midwatch.model.LogRecord;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds log records and hands each to a consumer with its position in the request. Not
 * thread-safe.
 */
public final class RecordingLogSink implements LogSink {
  private final SharedValues shared;
  private final ObjIntConsumer<LogRecord> logs;
  private final RecordingContext context;
  private final RecordingAttributes attributes;
  private final RecordingAttributes body;
  private @Nullable LogRecord head;
  private int item;

  public RecordingLogSink(SharedValues shared, ObjIntConsumer<LogRecord> logs) {
    this.shared = shared;
    this.logs = logs;
    this.context = new RecordingContext(shared);
    this.attributes = new RecordingAttributes(shared);
    this.body = new RecordingAttributes(shared);
  }

  @Override
  public AttributeSink resource(ByteSlice schemaUrl, int dropped, List<EntityRef> entityRefs) {
    return context.beginResource(schemaUrl, dropped, entityRefs);
  }

  @Override
  public AttributeSink scope(ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int dropped) {
    return context.beginScope(name, version, schemaUrl, dropped);
  }

  @Override
  public AttributeSink log(LogHeader header) {
    item = header.item;
    body.begin();
    head =
        new LogRecord(
            header.timeUnixNano,
            header.observedTimeUnixNano,
            header.severityNumber,
            shared.text(header.severityText),
            AttributeValue.EMPTY,
            shared.text(header.eventName),
            Attributes.empty(),
            header.droppedAttributesCount,
            header.flags,
            RecordingContext.traceId(header.traceIdHigh, header.traceIdLow),
            RecordingContext.spanId(header.spanId),
            context.resource(),
            context.scope());
    return attributes.begin();
  }

  @Override
  public AttributeSink body() {
    return body.begin();
  }

  @Override
  public void endLog() {
    LogRecord open = head;
    if (open == null) {
      throw new IllegalStateException("endLog without log");
    }
    head = null;
    logs.accept(complete(open), item);
  }

  private LogRecord complete(LogRecord open) {
    return new LogRecord(
        open.timeUnixNano(),
        open.observedTimeUnixNano(),
        open.severityNumber(),
        open.severityText(),
        body.value(),
        open.eventName(),
        attributes.attributes(),
        open.droppedAttributesCount(),
        open.flags(),
        open.traceId(),
        open.spanId(),
        open.resource(),
        open.scope());
  }
}
