package io.midwatch.collector.otlp;

import static io.midwatch.collector.otlp.ProtoCursor.FIXED32;
import static io.midwatch.collector.otlp.ProtoCursor.FIXED64;
import static io.midwatch.collector.otlp.ProtoCursor.LENGTH_DELIMITED;
import static io.midwatch.collector.otlp.ProtoCursor.VARINT;

import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.LogHeader;
import io.midwatch.storage.contract.write.LogSink;

/**
 * Reads the log records of one batch into a sink; case labels are tags. A record with neither time
 * counts as observed when it was received.
 */
final class LogDecoder {
  private final EncodedBatch batch;
  private final LogSink sink;
  private final SinkValues values = new SinkValues();
  private final GroupReader groups;
  private final LogHeader header = new LogHeader();
  private final IdBits id = new IdBits();
  private int items;

  LogDecoder(EncodedBatch batch, LogSink sink) {
    this.batch = batch;
    this.sink = sink;
    this.groups = new GroupReader(batch.body(), sink, values);
  }

  void decode() {
    groups.read(this::log);
  }

  private void log(ProtoCursor cursor) {
    int item = items++;
    if (batch.rejected().contains(item)) {
      return;
    }
    groups.announce();
    int start = cursor.position();
    header.clear();
    header.item = item;
    while (cursor.next()) {
      field(cursor);
    }
    fileUnderUsableTime();
    cursor.rewind(start);
    values.attributes(cursor, 6, sink.log(header));
    values.single(cursor, 5, sink.body());
    sink.endLog();
  }

  private void field(ProtoCursor cursor) {
    switch (cursor.tag()) {
      case 1 << 3 | FIXED64 -> header.timeUnixNano = cursor.fixed64();
      case 2 << 3 | VARINT -> header.severityNumber = (int) cursor.varint();
      case 3 << 3 | LENGTH_DELIMITED -> SinkValues.slice(cursor, header.severityText);
      case 7 << 3 | VARINT -> header.droppedAttributesCount = (int) cursor.varint();
      case 8 << 3 | FIXED32 -> header.flags = cursor.fixed32();
      case 9 << 3 | LENGTH_DELIMITED -> {
        id.trace(cursor);
        header.traceIdHigh = id.high();
        header.traceIdLow = id.low();
      }
      case 10 << 3 | LENGTH_DELIMITED -> header.spanId = IdBits.span(cursor);
      case 11 << 3 | FIXED64 -> header.observedTimeUnixNano = cursor.fixed64();
      case 12 << 3 | LENGTH_DELIMITED -> SinkValues.slice(cursor, header.eventName);
      default -> cursor.skip();
    }
  }

  private void fileUnderUsableTime() {
    header.timeUnixNano = UsableTime.orNone(header.timeUnixNano);
    header.observedTimeUnixNano = UsableTime.orNone(header.observedTimeUnixNano);
    if (header.timeUnixNano == 0 && header.observedTimeUnixNano == 0) {
      header.observedTimeUnixNano = batch.receivedUnixNano();
    }
  }
}
