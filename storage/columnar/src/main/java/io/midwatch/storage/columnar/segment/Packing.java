package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.file.SectionBytes;

/** Writes numbers of a few bits each behind one another, lowest bit first. */
final class Packing {
  private Packing() {}

  /** Bits that hold every number up to this one, taken as unsigned: 0 to 64. */
  static int bitsFor(long largest) {
    return Long.SIZE - Long.numberOfLeadingZeros(largest);
  }

  static long bytesFor(long count, int bits) {
    return (count * bits + 7) >>> 3;
  }

  /**
   * Packs the first {@code count} numbers; higher bits are cut off.
   *
   * @param bits 0 to {@link SectionBytes#MAX_PACKED_BITS}
   */
  static void pack(long[] numbers, int count, int bits, DataSink into) {
    long mask = (1L << bits) - 1;
    long pending = 0;
    int used = 0;
    for (int i = 0; i < count; i++) {
      long number = numbers[i] & mask;
      pending |= number << used;
      used += bits;
      if (used >= Long.SIZE) {
        into.putLong(pending);
        used -= Long.SIZE;
        pending = used == 0 ? 0 : number >>> (bits - used);
      }
    }
    for (; used > 0; used -= Byte.SIZE) {
      into.putByte((int) pending);
      pending >>>= Byte.SIZE;
    }
  }

  /** What a section of packed numbers ends with. */
  static void slack(DataSink into) {
    into.putLong(0);
  }
}
