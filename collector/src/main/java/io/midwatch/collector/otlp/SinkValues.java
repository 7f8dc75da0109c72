package io.midwatch.collector.otlp;

import static io.midwatch.collector.otlp.ProtoCursor.FIXED64;
import static io.midwatch.collector.otlp.ProtoCursor.LENGTH_DELIMITED;
import static io.midwatch.collector.otlp.ProtoCursor.MAX_DEPTH;
import static io.midwatch.collector.otlp.ProtoCursor.VARINT;

import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;

/** Hands attribute values from the wire to a sink. Reuses its slices; one per decode call. */
final class SinkValues {
  private final ByteSlice noKey = new ByteSlice();

  private final ByteSlice content = new ByteSlice();
  private final PlainAttribute plain = new PlainAttribute();
  private final ByteSlice[] keys = new ByteSlice[MAX_DEPTH + 1];

  SinkValues() {
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new ByteSlice();
    }
  }

  /** Sends every field {@code number} of the current message as a KeyValue; the cursor stays. */
  void attributes(ProtoCursor cursor, int number, AttributeSink sink) {
    int start = cursor.position();
    keyValues(cursor, number, sink, 0);
    cursor.rewind(start);
  }

  /** Sends the AnyValue of field {@code number}, or an empty one, with an empty key. */
  void single(ProtoCursor cursor, int number, AttributeSink sink) {
    int start = cursor.position();
    lastValue(cursor, number, noKey, sink, 0);
    cursor.rewind(start);
  }

  private void keyValues(ProtoCursor cursor, int number, AttributeSink sink, int depth) {
    int wanted = number << 3 | LENGTH_DELIMITED;
    while (cursor.next()) {
      if (cursor.tag() == wanted) {
        int outer = cursor.enter();
        if (depth < MAX_DEPTH && plain.read(cursor.buffer(), cursor.position(), cursor.limit())) {
          plainValue(cursor.buffer(), keys[depth], sink);
        } else {
          keyValue(cursor, sink, depth);
        }
        cursor.leave(outer);
      } else {
        cursor.skip();
      }
    }
  }

  private void plainValue(byte[] buffer, ByteSlice key, AttributeSink sink) {
    key.set(buffer, plain.keyFrom, plain.keyLength);
    switch (plain.member) {
      case PlainAttribute.TEXT ->
          sink.string(key, content.set(buffer, plain.textFrom, plain.textLength));
      case PlainAttribute.BOOL -> sink.bool(key, plain.number != 0);
      case PlainAttribute.WHOLE -> sink.integer(key, plain.number);
      default -> sink.real(key, Double.longBitsToDouble(plain.number));
    }
  }

  private void keyValue(ProtoCursor cursor, AttributeSink sink, int depth) {
    ByteSlice key = keys[depth].clear();
    int start = cursor.position();
    while (cursor.next()) {
      if (cursor.tag() == (1 << 3 | LENGTH_DELIMITED)) {
        slice(cursor, key);
      } else {
        cursor.skip();
      }
    }
    cursor.rewind(start);
    lastValue(cursor, 2, key, sink, depth);
  }

  /** Of a field sent several times the last one counts. */
  private void lastValue(
      ProtoCursor cursor, int number, ByteSlice key, AttributeSink sink, int depth) {
    int wanted = number << 3 | LENGTH_DELIMITED;
    int found = -1;
    while (cursor.next()) {
      if (cursor.tag() == wanted) {
        found = cursor.position();
      }
      cursor.skip();
    }
    if (found < 0) {
      sink.empty(key);
      return;
    }
    cursor.rewind(found);
    int outer = cursor.enter();
    anyValue(cursor, key, sink, depth + 1);
    cursor.leave(outer);
  }

  /** The AnyValue the cursor stands in; of several members the last one counts. */
  private void anyValue(ProtoCursor cursor, ByteSlice key, AttributeSink sink, int depth) {
    if (depth > MAX_DEPTH) {
      throw new DecodeException("values nest deeper than " + MAX_DEPTH);
    }
    int tag = 0;
    int found = -1;
    while (cursor.next()) {
      if (isMember(cursor.tag())) {
        tag = cursor.tag();
        found = cursor.position();
      }
      cursor.skip();
    }
    if (found >= 0) {
      cursor.rewind(found);
    }
    switch (tag) {
      case 1 << 3 | LENGTH_DELIMITED -> sink.string(key, slice(cursor, content));
      case 2 << 3 | VARINT -> sink.bool(key, cursor.varint() != 0);
      case 3 << 3 | VARINT -> sink.integer(key, cursor.varint());
      case 4 << 3 | FIXED64 -> sink.real(key, cursor.float64());
      case 5 << 3 | LENGTH_DELIMITED -> {
        sink.startArray(key);
        array(cursor, sink, depth);
        sink.end();
      }
      case 6 << 3 | LENGTH_DELIMITED -> {
        sink.startMap(key);
        int outer = cursor.enter();
        keyValues(cursor, 1, sink, depth);
        cursor.leave(outer);
        sink.end();
      }
      case 7 << 3 | LENGTH_DELIMITED -> sink.bytes(key, slice(cursor, content));
      default -> sink.empty(key);
    }
  }

  private static boolean isMember(int tag) {
    return switch (tag) {
      case 1 << 3 | LENGTH_DELIMITED,
          2 << 3 | VARINT,
          3 << 3 | VARINT,
          4 << 3 | FIXED64,
          5 << 3 | LENGTH_DELIMITED,
          6 << 3 | LENGTH_DELIMITED,
          7 << 3 | LENGTH_DELIMITED ->
          true;
      default -> false;
    };
  }

  private void array(ProtoCursor cursor, AttributeSink sink, int depth) {
    int outer = cursor.enter();
    while (cursor.next()) {
      if (cursor.tag() == (1 << 3 | LENGTH_DELIMITED)) {
        int element = cursor.enter();
        anyValue(cursor, noKey, sink, depth + 1);
        cursor.leave(element);
      } else {
        cursor.skip();
      }
    }
    cursor.leave(outer);
  }

  /** Reads a length-delimited field into the slice. */
  static ByteSlice slice(ProtoCursor cursor, ByteSlice slice) {
    int length = cursor.length();
    return slice.set(cursor.buffer(), cursor.advance(length), length);
  }
}
