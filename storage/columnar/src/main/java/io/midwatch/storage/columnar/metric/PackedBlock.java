package io.midwatch.storage.columnar.metric;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.StoreException;

/**
 * Up to {@link #SIZE} numbers against their smallest, each in as many bits as the widest needs.
 *
 * <pre>
 * 7, 9, 8, 7   →   smallest 7, width 2, bits 00 10 01 00
 * </pre>
 *
 * The difference is taken modulo 2^64, so that every block of longs fits: the width is 0 to 64.
 */
final class PackedBlock {
  static final int SIZE = 128;

  private PackedBlock() {}

  /** Bits each number of the block needs. */
  static int width(long[] values, int from, int count) {
    long min = values[from];
    long max = min;
    for (int i = from + 1; i < from + count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    return Long.SIZE - Long.numberOfLeadingZeros(max - min);
  }

  static void write(long[] values, int from, int count, DataSink into) {
    long min = values[from];
    for (int i = from + 1; i < from + count; i++) {
      min = Math.min(min, values[i]);
    }
    int width = width(values, from, count);
    into.putSigned(min).putByte(width);
    if (width == 0) {
      return;
    }
    long word = 0;
    int used = 0;
    for (int i = from; i < from + count; i++) {
      long value = values[i] - min;
      word |= value << used;
      if (used + width < Long.SIZE) {
        used += width;
      } else {
        into.putLong(word);
        int rest = used + width - Long.SIZE;
        word = rest == 0 ? 0 : value >>> (width - rest);
        used = rest;
      }
    }
    for (int bits = used; bits > 0; bits -= Byte.SIZE) {
      into.putByte((int) word & 0xFF);
      word >>>= Byte.SIZE;
    }
  }

  static void read(DataCursor from, long[] into, int at, int count) {
    long min = from.getSigned();
    int width = from.getByte();
    if (width > Long.SIZE) {
      throw new StoreException("numbers of " + width + " bits in a metric chunk");
    }
    if (width == 0) {
      java.util.Arrays.fill(into, at, at + count, min);
      return;
    }
    long mask = width == Long.SIZE ? -1 : (1L << width) - 1;
    int bytes = (int) (((long) count * width + 7) / Byte.SIZE);
    long word = 0;
    int left = 0;
    for (int i = at; i < at + count; i++) {
      if (left >= width) {
        into[i] = min + (word & mask);
        word >>>= width;
        left -= width;
      } else {
        int loaded = Math.min(bytes, Long.BYTES);
        long next = load(from, loaded);
        bytes -= loaded;
        int taken = width - left;
        into[i] = min + ((word | next << left) & mask);
        word = taken == Long.SIZE ? 0 : next >>> taken;
        left = loaded * Byte.SIZE - taken;
      }
    }
  }

  private static long load(DataCursor from, int bytes) {
    if (bytes == Long.BYTES) {
      return from.getLong();
    }
    long word = 0;
    for (int i = 0; i < bytes; i++) {
      word |= (long) from.getByte() << (i * Byte.SIZE);
    }
    return word;
  }
}
