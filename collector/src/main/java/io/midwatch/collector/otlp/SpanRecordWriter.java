package io.midwatch.collector.otlp;

import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanLink;
import io.midwatch.model.SpanStatus;

/** Writes a span record as an OTLP Span. */
final class SpanRecordWriter {
  private SpanRecordWriter() {}

  static void write(ProtoWriter writer, int field, Span span) {
    int message = writer.open(field);
    RecordValues.traceId(writer, 1, span.traceId());
    RecordValues.spanId(writer, 2, span.spanId());
    RecordValues.text(writer, 3, span.traceState());
    RecordValues.spanId(writer, 4, span.parentSpanId());
    RecordValues.text(writer, 5, span.name());
    RecordValues.number(writer, 6, span.kindNumber());
    RecordValues.fixed64(writer, 7, span.startTimeUnixNano());
    RecordValues.fixed64(writer, 8, span.endTimeUnixNano());
    RecordValues.attributes(writer, 9, span.attributes());
    RecordValues.count(writer, 10, span.droppedAttributesCount());
    span.events().forEach(event -> event(writer, event));
    RecordValues.count(writer, 12, span.droppedEventsCount());
    span.links().forEach(link -> link(writer, link));
    RecordValues.count(writer, 14, span.droppedLinksCount());
    status(writer, span.status());
    RecordValues.fixed32(writer, 16, span.flags());
    writer.close(message);
  }

  private static void event(ProtoWriter writer, SpanEvent event) {
    int message = writer.open(11);
    RecordValues.fixed64(writer, 1, event.timeUnixNano());
    RecordValues.text(writer, 2, event.name());
    RecordValues.attributes(writer, 3, event.attributes());
    RecordValues.count(writer, 4, event.droppedAttributesCount());
    writer.close(message);
  }

  private static void link(ProtoWriter writer, SpanLink link) {
    int message = writer.open(13);
    RecordValues.traceId(writer, 1, link.traceId());
    RecordValues.spanId(writer, 2, link.spanId());
    RecordValues.text(writer, 3, link.traceState());
    RecordValues.attributes(writer, 4, link.attributes());
    RecordValues.count(writer, 5, link.droppedAttributesCount());
    RecordValues.fixed32(writer, 6, link.flags());
    writer.close(message);
  }

  private static void status(ProtoWriter writer, SpanStatus status) {
    if (status.equals(SpanStatus.UNSET)) {
      return;
    }
    int message = writer.open(15);
    RecordValues.text(writer, 2, status.message());
    RecordValues.number(writer, 3, status.codeNumber());
    writer.close(message);
  }
}
