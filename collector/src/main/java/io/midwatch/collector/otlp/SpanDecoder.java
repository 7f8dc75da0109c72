package io.midwatch.collector.otlp;

import static io.midwatch.collector.otlp.ProtoCursor.FIXED32;
import static io.midwatch.collector.otlp.ProtoCursor.FIXED64;
import static io.midwatch.collector.otlp.ProtoCursor.LENGTH_DELIMITED;
import static io.midwatch.collector.otlp.ProtoCursor.VARINT;

import io.midwatch.storage.contract.write.ByteSlice;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.SpanHeader;
import io.midwatch.storage.contract.write.SpanSink;

/**
 * Reads the spans of one batch into a sink; case labels are tags, {@code field << 3 | wire type}. A
 * span without a usable start (0, or past the year 2262) is filed under the time it was received.
 */
final class SpanDecoder {
  private static final int EVENT = 11 << 3 | LENGTH_DELIMITED;
  private static final int LINK = 13 << 3 | LENGTH_DELIMITED;

  private final EncodedBatch batch;
  private final SpanSink sink;
  private final SinkValues values = new SinkValues();
  private final GroupReader groups;
  private final SpanHeader header = new SpanHeader();
  private final IdBits id = new IdBits();
  private final ByteSlice text = new ByteSlice();
  private int items;

  // Where the first of each begins, so that what stands before is not read again; the end of the
  // span when there is none.
  private int firstAttribute;
  private int firstEvent;
  private int firstLink;

  SpanDecoder(EncodedBatch batch, SpanSink sink) {
    this.batch = batch;
    this.sink = sink;
    this.groups = new GroupReader(batch.body(), sink, values);
  }

  void decode() {
    groups.read(this::span);
  }

  private void span(ProtoCursor cursor) {
    int item = items++;
    if (batch.rejected().contains(item)) {
      return;
    }
    groups.announce();
    header.clear();
    header.item = item;
    firstAttribute = cursor.limit();
    firstEvent = cursor.limit();
    firstLink = cursor.limit();
    for (int at = cursor.position(); cursor.next(); at = cursor.position()) {
      field(cursor, at);
    }
    fileUnderUsableTime();
    cursor.rewind(firstAttribute);
    values.attributes(cursor, 9, sink.span(header));
    cursor.rewind(firstEvent);
    events(cursor);
    cursor.rewind(firstLink);
    links(cursor);
    sink.endSpan();
  }

  private void field(ProtoCursor cursor, int at) {
    switch (cursor.tag()) {
      case 1 << 3 | LENGTH_DELIMITED -> {
        id.trace(cursor);
        header.traceIdHigh = id.high();
        header.traceIdLow = id.low();
      }
      case 2 << 3 | LENGTH_DELIMITED -> header.spanId = IdBits.span(cursor);
      case 3 << 3 | LENGTH_DELIMITED -> SinkValues.slice(cursor, header.traceState);
      case 4 << 3 | LENGTH_DELIMITED -> header.parentSpanId = IdBits.span(cursor);
      case 5 << 3 | LENGTH_DELIMITED -> SinkValues.slice(cursor, header.name);
      case 6 << 3 | VARINT -> header.kind = (int) cursor.varint();
      case 7 << 3 | FIXED64 -> header.startTimeUnixNano = cursor.fixed64();
      case 8 << 3 | FIXED64 -> header.endTimeUnixNano = cursor.fixed64();
      case 9 << 3 | LENGTH_DELIMITED -> {
        firstAttribute = Math.min(firstAttribute, at);
        cursor.skip();
      }
      case 10 << 3 | VARINT -> header.droppedAttributesCount = (int) cursor.varint();
      case EVENT -> {
        firstEvent = Math.min(firstEvent, at);
        cursor.skip();
      }
      case 12 << 3 | VARINT -> header.droppedEventsCount = (int) cursor.varint();
      case LINK -> {
        firstLink = Math.min(firstLink, at);
        cursor.skip();
      }
      case 14 << 3 | VARINT -> header.droppedLinksCount = (int) cursor.varint();
      case 15 << 3 | LENGTH_DELIMITED -> status(cursor);
      case 16 << 3 | FIXED32 -> header.flags = cursor.fixed32();
      default -> cursor.skip();
    }
  }

  private void status(ProtoCursor cursor) {
    int outer = cursor.enter();
    while (cursor.next()) {
      switch (cursor.tag()) {
        case 2 << 3 | LENGTH_DELIMITED -> SinkValues.slice(cursor, header.statusMessage);
        case 3 << 3 | VARINT -> header.statusCode = (int) cursor.varint();
        default -> cursor.skip();
      }
    }
    cursor.leave(outer);
  }

  private void fileUnderUsableTime() {
    if (!UsableTime.is(header.startTimeUnixNano)) {
      header.startTimeUnixNano = batch.receivedUnixNano();
    }
    if (header.endTimeUnixNano <= 0) {
      header.endTimeUnixNano = header.startTimeUnixNano;
    }
  }

  private void events(ProtoCursor cursor) {
    while (cursor.next()) {
      if (cursor.tag() == EVENT) {
        int outer = cursor.enter();
        event(cursor);
        cursor.leave(outer);
      } else {
        cursor.skip();
      }
    }
  }

  private void event(ProtoCursor cursor) {
    int start = cursor.position();
    long time = 0;
    int dropped = 0;
    text.clear();
    while (cursor.next()) {
      switch (cursor.tag()) {
        case 1 << 3 | FIXED64 -> time = cursor.fixed64();
        case 2 << 3 | LENGTH_DELIMITED -> SinkValues.slice(cursor, text);
        case 4 << 3 | VARINT -> dropped = (int) cursor.varint();
        default -> cursor.skip();
      }
    }
    cursor.rewind(start);
    values.attributes(cursor, 3, sink.event(time, text, dropped));
  }

  private void links(ProtoCursor cursor) {
    while (cursor.next()) {
      if (cursor.tag() == LINK) {
        int outer = cursor.enter();
        link(cursor);
        cursor.leave(outer);
      } else {
        cursor.skip();
      }
    }
  }

  private void link(ProtoCursor cursor) {
    int start = cursor.position();
    long high = 0;
    long low = 0;
    long spanId = 0;
    int dropped = 0;
    int flags = 0;
    text.clear();
    while (cursor.next()) {
      switch (cursor.tag()) {
        case 1 << 3 | LENGTH_DELIMITED -> {
          id.trace(cursor);
          high = id.high();
          low = id.low();
        }
        case 2 << 3 | LENGTH_DELIMITED -> spanId = IdBits.span(cursor);
        case 3 << 3 | LENGTH_DELIMITED -> SinkValues.slice(cursor, text);
        case 5 << 3 | VARINT -> dropped = (int) cursor.varint();
        case 6 << 3 | FIXED32 -> flags = cursor.fixed32();
        default -> cursor.skip();
      }
    }
    cursor.rewind(start);
    values.attributes(cursor, 4, sink.link(high, low, spanId, text, flags, dropped));
  }
}
