package io.midwatch.bench.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Writes protobuf's wire format into one growing array. A nested message leaves one byte for its
 * length and moves when it needs more, so that the bytes are those of any other encoder. Not
 * thread-safe.
 */
public final class Wire {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private byte[] bytes = new byte[1024];
  private int size;

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
  }

  /** Opens a nested message; its end is told with the answer to {@link #close}. */
  public int open(int field) {
    tag(field, LENGTH_DELIMITED);
    ensure(1);
    return ++size;
  }

  public void close(int start) {
    int length = size - start;
    int extra = varintSize(length) - 1;
    if (extra > 0) {
      ensure(extra);
      System.arraycopy(bytes, start, bytes, start + extra, length);
    }
    size = start - 1;
    varint(length);
    size += length;
  }

  public void number(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  public void fixed64(int field, long value) {
    tag(field, FIXED64);
    littleEndian(value, 8);
  }

  void fixed32(int field, int value) {
    tag(field, FIXED32);
    littleEndian(value, 4);
  }

  /** A number of a packed field: without a tag. */
  public void packed(long value) {
    varint(value);
  }

  /** A number of a packed field of fixed length: without a tag. */
  public void packedFixed64(long value) {
    littleEndian(value, 8);
  }

  /** A number that may be negative and is short around zero. */
  public void zigZag(int field, long value) {
    number(field, zigZag(value));
  }

  /** The same of a packed field. */
  public void packedZigZag(long value) {
    varint(zigZag(value));
  }

  private static long zigZag(long value) {
    return value << 1 ^ value >> 63;
  }

  /** The bits of an id, most significant byte first. */
  void id(int field, long bits) {
    tag(field, LENGTH_DELIMITED);
    varint(8);
    bigEndian(bits);
  }

  void id(int field, long high, long low) {
    tag(field, LENGTH_DELIMITED);
    varint(16);
    bigEndian(high);
    bigEndian(low);
  }

  public void text(int field, String value) {
    text(field, value.getBytes(UTF_8));
  }

  public void text(int field, byte[] utf8) {
    tag(field, LENGTH_DELIMITED);
    varint(utf8.length);
    raw(utf8, 0, utf8.length);
  }

  public void raw(byte[] source) {
    raw(source, 0, source.length);
  }

  public void raw(byte[] source, int from, int length) {
    ensure(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** Appends a part of what another one holds. */
  public void raw(Wire other, int from, int length) {
    raw(other.bytes, from, length);
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void tag(int field, int type) {
    varint((long) field << 3 | type);
  }

  private void varint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void littleEndian(long value, int length) {
    ensure(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) (value >>> 8 * i);
    }
  }

  private void bigEndian(long value) {
    ensure(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  private static int varintSize(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }
}
