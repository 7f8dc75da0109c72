package io.midwatch.collector.otlp;

import java.util.Arrays;

/**
 * Writes protobuf's wire format in one pass and linear time although nested lengths are known late:
 * content goes into one array without length prefixes, the place and length of each nested message
 * into a list, and {@link #toByteArray} weaves the two together. Not thread-safe.
 */
final class ProtoWriter {
  private byte[] content = new byte[1024];
  private int size;
  private int[] messageAt = new int[64];
  private int[] messageLength = new int[64];
  private int[] prefixBytesBefore = new int[64];
  private int messages;
  private int prefixBytes;

  /** Opens a nested message; pass the result to {@link #close}. */
  int open(int field) {
    tag(field, ProtoCursor.LENGTH_DELIMITED);
    if (messages == messageAt.length) {
      messageAt = Arrays.copyOf(messageAt, messages * 2);
      messageLength = Arrays.copyOf(messageLength, messages * 2);
      prefixBytesBefore = Arrays.copyOf(prefixBytesBefore, messages * 2);
    }
    messageAt[messages] = size;
    prefixBytesBefore[messages] = prefixBytes;
    return messages++;
  }

  void close(int message) {
    int length = size - messageAt[message] + prefixBytes - prefixBytesBefore[message];
    messageLength[message] = length;
    prefixBytes += varintSize(length);
  }

  void varint(int field, long value) {
    tag(field, ProtoCursor.VARINT);
    rawVarint(value);
  }

  void fixed64(int field, long value) {
    tag(field, ProtoCursor.FIXED64);
    rawFixed64(value);
  }

  void fixed32(int field, int value) {
    tag(field, ProtoCursor.FIXED32);
    ensure(Integer.BYTES);
    for (int shift = 0; shift < 32; shift += 8) {
      content[size++] = (byte) (value >>> shift);
    }
  }

  void bytes(int field, byte[] value) {
    bytes(field, value, 0, value.length);
  }

  void bytes(int field, byte[] source, int from, int length) {
    tag(field, ProtoCursor.LENGTH_DELIMITED);
    rawVarint(length);
    raw(source, from, length);
  }

  void tag(int field, int wireType) {
    rawVarint((long) field << 3 | wireType);
  }

  void rawVarint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      content[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    content[size++] = (byte) rest;
  }

  void rawFixed64(long value) {
    ensure(Long.BYTES);
    for (int shift = 0; shift < 64; shift += 8) {
      content[size++] = (byte) (value >>> shift);
    }
  }

  void raw(byte[] source, int from, int length) {
    ensure(length);
    System.arraycopy(source, from, content, size, length);
    size += length;
  }

  /** Bytes written so far, length prefixes of closed messages included. */
  int size() {
    return size + prefixBytes;
  }

  /** The message; every opened nested message must be closed. */
  byte[] toByteArray() {
    byte[] result = new byte[size + prefixBytes];
    int from = 0;
    int to = 0;
    for (int i = 0; i < messages; i++) {
      int run = messageAt[i] - from;
      System.arraycopy(content, from, result, to, run);
      from += run;
      to = putVarint(result, to + run, messageLength[i]);
    }
    System.arraycopy(content, from, result, to, size - from);
    return result;
  }

  private static int putVarint(byte[] target, int at, int value) {
    int next = at;
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      target[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[next++] = (byte) rest;
    return next;
  }

  private static int varintSize(int value) {
    return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
  }

  private void ensure(int more) {
    if (content.length - size < more) {
      content = Arrays.copyOf(content, Math.max(content.length * 2, size + more));
    }
  }
}
