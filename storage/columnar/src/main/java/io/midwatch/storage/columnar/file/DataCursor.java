package io.midwatch.storage.columnar.file;

import io.midwatch.storage.contract.StoreException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads in order what a {@link DataSink} wrote, from an array. Not thread-safe; take one per
 * reading.
 *
 * @throws StoreException from every reading method, naming where the bytes are from, when they end
 *     too early or make no sense
 */
public final class DataCursor {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final String origin;
  private int position;

  /**
   * @param bytes not copied; must not change while it is read
   * @param origin what the bytes are, for messages: file and section
   */
  public DataCursor(byte[] bytes, String origin) {
    this.bytes = bytes;
    this.origin = origin;
  }

  /** What the bytes are, for messages. */
  public String origin() {
    return origin;
  }

  public int position() {
    return position;
  }

  public int remaining() {
    return bytes.length - position;
  }

  /** Goes to a position it had before. */
  public DataCursor at(int before) {
    position = before;
    return this;
  }

  public DataCursor skip(int length) {
    step(length);
    return this;
  }

  /** The next byte, 0 to 255. */
  public int getByte() {
    return bytes[step(1)] & 0xFF;
  }

  public int getInt() {
    return (int) INT.get(bytes, step(Integer.BYTES));
  }

  public long getLong() {
    return (long) LONG.get(bytes, step(Long.BYTES));
  }

  public long getVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = getByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw wrong("number of more than ten bytes");
  }

  public long getSigned() {
    long value = getVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A varint that is a number of rows, values or bytes: 0 to {@link Integer#MAX_VALUE}. */
  public int getCount() {
    long count = getVarint();
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw wrong("count of " + count);
    }
    return (int) count;
  }

  /** The next bytes, the caller's own. */
  public byte[] getBytes(int length) {
    int from = step(length);
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  public String getText() {
    int length = getCount();
    int from = step(length);
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  private int step(int length) {
    if (length < 0 || length > remaining()) {
      throw wrong(length + " bytes wanted of " + remaining());
    }
    int from = position;
    position += length;
    return from;
  }

  private StoreException wrong(String what) {
    return new StoreException(origin + ": " + what + " at " + position);
  }
}
