package io.midwatch.storage.columnar.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where little-endian numbers, bytes and texts are written one after another: a section of a file,
 * or memory. Not thread-safe; a full buffer goes to the section, or grows when it is memory.
 */
public class DataSink {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] buffer;
  private int used;
  private long flushed;

  DataSink(int bufferBytes) {
    buffer = new byte[bufferBytes];
  }

  /** A sink that keeps everything; read it with {@link #toByteArray()}. */
  public static DataSink inMemory() {
    return new DataSink(1024);
  }

  /** Bytes written so far. */
  public final long position() {
    return flushed + used;
  }

  public final DataSink putByte(int value) {
    room(1);
    buffer[used++] = (byte) value;
    return this;
  }

  public final DataSink putInt(int value) {
    room(Integer.BYTES);
    INT.set(buffer, used, value);
    used += Integer.BYTES;
    return this;
  }

  public final DataSink putLong(long value) {
    room(Long.BYTES);
    LONG.set(buffer, used, value);
    used += Long.BYTES;
    return this;
  }

  /** Seven bits a byte, lowest first, taken as unsigned: 1 byte below 128, 10 when negative. */
  public final DataSink putVarint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[used++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[used++] = (byte) rest;
    return this;
  }

  /** A signed number, short when it is near zero. */
  public final DataSink putSigned(long value) {
    return putVarint((value << 1) ^ (value >> 63));
  }

  public final DataSink putBytes(byte[] bytes) {
    return putBytes(bytes, 0, bytes.length);
  }

  /** The bytes alone, without their number. */
  public final DataSink putBytes(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      int step = Math.min(left, 1 << 16);
      room(step);
      System.arraycopy(bytes, from, buffer, used, step);
      used += step;
      from += step;
      left -= step;
    }
    return this;
  }

  /** The bytes another sink has in memory. */
  public final DataSink putBytes(DataSink memory) {
    memory.requireMemory();
    return putBytes(memory.buffer, 0, memory.used);
  }

  /** The number of UTF-8 bytes as a varint, then the bytes. */
  public final DataSink putText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return putVarint(bytes.length).putBytes(bytes);
  }

  /** Bytes that have left the buffer for the section. */
  final long flushed() {
    return flushed;
  }

  /** A copy of what was written to memory, the caller's own. */
  public final byte[] toByteArray() {
    requireMemory();
    return Arrays.copyOf(buffer, used);
  }

  /** Forgets what was written to memory, and keeps the memory for what comes. */
  public final void clear() {
    requireMemory();
    used = 0;
  }

  private void requireMemory() {
    if (flushed > 0) {
      throw new IllegalStateException("a section of a file is not kept in memory");
    }
  }

  private void room(int bytes) {
    if (used + bytes > buffer.length) {
      makeRoom(bytes);
    }
  }

  /** Memory grows; a section of a file writes out instead. */
  void makeRoom(int bytes) {
    buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(used, bytes), buffer.length * 2));
  }

  /** Hands what is buffered to a section; at most 64 KiB are asked for at once. */
  final void drain(Drain to) {
    to.accept(buffer, used);
    flushed += used;
    used = 0;
  }

  /** Takes the first bytes of a buffer. */
  interface Drain {
    void accept(byte[] bytes, int length);
  }
}
