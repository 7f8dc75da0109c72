package io.midwatch.storage.columnar.metric;

import io.midwatch.storage.contract.write.ByteSlice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A buffer that is filled, looked at and emptied for every point anew. Not thread-safe. */
final class ByteBuilder {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] buffer = new byte[256];
  private int length;
  private final ByteSlice window = new ByteSlice();

  ByteBuilder clear() {
    length = 0;
    return this;
  }

  int length() {
    return length;
  }

  ByteBuilder putByte(int value) {
    room(1);
    buffer[length++] = (byte) value;
    return this;
  }

  ByteBuilder putLong(long value) {
    room(Long.BYTES);
    LONGS.set(buffer, length, value);
    length += Long.BYTES;
    return this;
  }

  ByteBuilder putDouble(double value) {
    return putLong(Double.doubleToRawLongBits(value));
  }

  /** As a {@link io.midwatch.storage.columnar.file.DataCursor} reads it. */
  ByteBuilder putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      putByte((int) rest | 0x80);
      rest >>>= 7;
    }
    return putByte((int) rest);
  }

  ByteBuilder putSigned(long value) {
    return putVarint((value << 1) ^ (value >> 63));
  }

  /** Length, then bytes. */
  ByteBuilder putSized(ByteSlice bytes) {
    putVarint(bytes.length());
    return putBytes(bytes);
  }

  ByteBuilder putBytes(ByteSlice bytes) {
    room(bytes.length());
    System.arraycopy(bytes.array(), bytes.offset(), buffer, length, bytes.length());
    length += bytes.length();
    return this;
  }

  /** A window on everything put since the last clear; the same one every time. */
  ByteSlice slice() {
    return window.set(buffer, 0, length);
  }

  byte[] copy() {
    return Arrays.copyOf(buffer, length);
  }

  private void room(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(length, more), buffer.length * 2));
    }
  }
}
