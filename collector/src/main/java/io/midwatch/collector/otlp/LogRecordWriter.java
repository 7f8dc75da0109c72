package io.midwatch.collector.otlp;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.LogRecord;

/** Writes a log record as an OTLP LogRecord. */
final class LogRecordWriter {
  private LogRecordWriter() {}

  static void write(ProtoWriter writer, int field, LogRecord log) {
    int message = writer.open(field);
    RecordValues.fixed64(writer, 1, log.timeUnixNano());
    RecordValues.number(writer, 2, log.severityNumber());
    RecordValues.text(writer, 3, log.severityText());
    if (!log.body().equals(AttributeValue.EMPTY)) {
      RecordValues.any(writer, 5, log.body());
    }
    RecordValues.attributes(writer, 6, log.attributes());
    RecordValues.count(writer, 7, log.droppedAttributesCount());
    RecordValues.fixed32(writer, 8, log.flags());
    RecordValues.traceId(writer, 9, log.traceId());
    RecordValues.spanId(writer, 10, log.spanId());
    RecordValues.fixed64(writer, 11, log.observedTimeUnixNano());
    RecordValues.text(writer, 12, log.eventName());
    writer.close(message);
  }
}
