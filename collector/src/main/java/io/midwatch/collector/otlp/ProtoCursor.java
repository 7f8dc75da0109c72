package io.midwatch.collector.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads protobuf's wire format from an array without making objects. A cursor stands inside one
 * message at a time: {@link #next} reads the next tag, one of the value methods or {@link #skip}
 * must follow, {@link #enter} and {@link #leave} go down into a nested message and up again.
 *
 * <pre>
 * 0a 03 61 62 63   field 1, wire type 2 (length-delimited), 3 bytes "abc"
 * 10 96 01         field 2, wire type 0 (varint), 150
 * </pre>
 *
 * <p>Every method throws {@link DecodeException}, and nothing else, when the bytes do not hold what
 * they promise. Source: protobuf.dev, "Encoding". Not thread-safe.
 */
final class ProtoCursor {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;
  static final int START_GROUP = 3;
  static final int END_GROUP = 4;
  static final int FIXED32 = 5;

  /** Deepest nesting of values and of groups that is followed. */
  static final int MAX_DEPTH = 64;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] buffer;
  private int position;
  private int limit;
  private int field;
  private int wireType;

  ProtoCursor(byte[] buffer, int from, int to) {
    java.util.Objects.checkFromToIndex(from, to, buffer.length);
    this.buffer = buffer;
    this.position = from;
    this.limit = to;
  }

  /** Reads the next tag of the current message; false at its end. */
  boolean next() {
    int at = position;
    if (at == limit) {
      return false;
    }
    int first = buffer[at];
    if (first >= 1 << 3) { // a tag of one byte, as all of OTLP but those of fields from 16 on
      position = at + 1;
      field = first >>> 3;
      wireType = first & 7;
      return true;
    }
    return longTag(at);
  }

  private boolean longTag(int at) {
    long tag = varint();
    if (tag >>> 32 != 0 || tag >>> 3 == 0) {
      throw new DecodeException("expected a field tag at byte " + at + ", found " + tag);
    }
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    return true;
  }

  int field() {
    return field;
  }

  int wireType() {
    return wireType;
  }

  /** Field and wire type as the wire has them: {@code field << 3 | wireType}. */
  int tag() {
    return field << 3 | wireType;
  }

  byte[] buffer() {
    return buffer;
  }

  /** The index of the next byte to read. */
  int position() {
    return position;
  }

  /** The index behind the last byte of the current message. */
  int limit() {
    return limit;
  }

  /** Goes back to a position of the current message, to read it again. */
  void rewind(int to) {
    position = to;
  }

  long varint() {
    int at = position;
    if (at < limit && buffer[at] >= 0) { // most are below 128
      position = at + 1;
      return buffer[at];
    }
    return longVarint(at);
  }

  private long longVarint(int at) {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position == limit) {
        throw new DecodeException("number at byte " + at + " runs past the end of its message");
      }
      byte next = buffer[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new DecodeException("number at byte " + at + " is longer than 10 bytes");
  }

  /** A zig-zag coded number (sint32, sint64). */
  long zigZag() {
    long raw = varint();
    return (raw >>> 1) ^ -(raw & 1);
  }

  int fixed32() {
    int at = advance(Integer.BYTES);
    return (int) INT.get(buffer, at);
  }

  long fixed64() {
    int at = advance(Long.BYTES);
    return (long) LONG.get(buffer, at);
  }

  double float64() {
    return Double.longBitsToDouble(fixed64());
  }

  /** Reads a length and returns it; the content starts at {@link #position}. */
  int length() {
    int at = position;
    long length = varint();
    if (length < 0 || length > limit - position) {
      throw new DecodeException(
          "length "
              + Long.toUnsignedString(length)
              + " at byte "
              + at
              + " runs past the end of its message, "
              + (limit - position)
              + " bytes are left");
    }
    return (int) length;
  }

  /**
   * Moves past {@code length} bytes just announced by {@link #length}; returns where they start.
   */
  int advance(int length) {
    if (length > limit - position) {
      throw new DecodeException(
          "expected " + length + " bytes at byte " + position + ", found " + (limit - position));
    }
    int at = position;
    position += length;
    return at;
  }

  /** Enters the nested message at hand; returns the value {@link #leave} needs. */
  int enter() {
    int length = length();
    int outer = limit;
    limit = position + length;
    return outer;
  }

  /** Leaves a nested message, read to its end or not. */
  void leave(int outer) {
    position = limit;
    limit = outer;
  }

  /** Passes over the value of the field at hand, groups included. */
  void skip() {
    if (wireType == START_GROUP) {
      skipGroup();
    } else {
      skipScalar();
    }
  }

  private void skipScalar() {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> advance(Long.BYTES);
      case LENGTH_DELIMITED -> advance(length());
      case FIXED32 -> advance(Integer.BYTES);
      default ->
          throw new DecodeException(
              "field " + field + " before byte " + position + " has wire type " + wireType);
    }
  }

  private void skipGroup() {
    int[] open = new int[MAX_DEPTH];
    int depth = 0;
    open[depth++] = field;
    while (depth > 0) {
      if (!next()) {
        throw new DecodeException("group of field " + open[depth - 1] + " has no end");
      }
      if (wireType == START_GROUP) {
        if (depth == MAX_DEPTH) {
          throw new DecodeException("groups nest deeper than " + MAX_DEPTH);
        }
        open[depth++] = field;
      } else if (wireType == END_GROUP) {
        depth--;
        if (open[depth] != field) {
          throw new DecodeException("group of field " + open[depth] + " ends as " + field);
        }
      } else {
        skipScalar();
      }
    }
  }
}
