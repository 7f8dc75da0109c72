package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.file.SectionBytes;

/*
 * A block in the directory: encoding, smallest, largest - smallest, then
 *   CONSTANT   –
 *   PACKED     bits, scale, exceptions    data: (number - smallest) / scale packed; then per
 *                                         exception its position (2 bytes) and the number (8)
 *   DELTA      bits, scale, smallest delta
 *                                         data: every 128th number (8); then for all rows
 *                                         (delta - smallest delta) / scale packed, 0 for the 128th
 *   RAW        –                          data: 8 bytes each
 * Numbers go around at 2^64 in every sum and difference, so any range is exact.
 */

/** Chooses the smallest encoding for each block of numbers. Not thread-safe. */
final class NumberEncoder {
  static final int CONSTANT = 0;
  static final int PACKED = 1;
  static final int DELTA = 2;
  static final int RAW = 3;
  static final int RESTART_ROWS = 128;
  static final int EXCEPTION_BYTES = 10;

  private final DataSink directory;
  private final DataSink data;
  private final long[] work;

  NumberEncoder(DataSink directory, DataSink data, int blockRows) {
    this.directory = directory;
    this.data = data;
    this.work = new long[blockRows];
  }

  /**
   * Adds a block.
   *
   * @param count at least 1
   * @param raw whether to try nothing else, for numbers known to be random
   */
  void add(long[] numbers, int count, boolean raw) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, numbers[i]);
      max = Math.max(max, numbers[i]);
    }
    long plainBytes = (long) count * Long.BYTES;
    if (min == max) {
      head(CONSTANT, min, max);
      return;
    }
    if (raw) {
      raw(numbers, count, min, max);
      return;
    }
    Plan packed = packed(numbers, count, min);
    Plan delta = delta(numbers, count);
    if (packed.bytes < plainBytes && packed.bytes <= delta.bytes) {
      writePacked(numbers, count, min, max, packed);
    } else if (delta.bytes < plainBytes) {
      writeDelta(numbers, count, min, max, delta);
    } else {
      raw(numbers, count, min, max);
    }
  }

  private void head(int encoding, long min, long max) {
    directory.putByte(encoding).putSigned(min).putVarint(max - min);
  }

  private void raw(long[] numbers, int count, long min, long max) {
    head(RAW, min, max);
    for (int i = 0; i < count; i++) {
      data.putLong(numbers[i]);
    }
  }

  private Plan packed(long[] numbers, int count, long min) {
    long scale = 0;
    for (int i = 0; i < count && scale != 1; i++) {
      scale = commonDivisor(scale, numbers[i] - min);
    }
    int[] widths = new int[Long.SIZE + 1];
    for (int i = 0; i < count; i++) {
      widths[Packing.bitsFor(parts(numbers[i] - min, scale))]++;
    }
    return cheapest(widths, count, scale);
  }

  /** A few wide numbers are cheaper beside the packed ones than as a width for all. */
  private static Plan cheapest(int[] widths, int count, long scale) {
    Plan best = new Plan(0, scale, 0, 0, Long.MAX_VALUE);
    int exceptions = 0;
    for (int bits = Long.SIZE; bits >= 0; bits--) {
      long bytes = Packing.bytesFor(count, bits) + (long) exceptions * EXCEPTION_BYTES;
      if (bits <= SectionBytes.MAX_PACKED_BITS && bytes < best.bytes) {
        best = new Plan(bits, scale, 0, exceptions, bytes);
      }
      exceptions += widths[bits];
    }
    return best;
  }

  private Plan delta(long[] numbers, int count) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 1; i < count; i++) {
      if (i % RESTART_ROWS != 0) {
        long delta = numbers[i] - numbers[i - 1];
        min = Math.min(min, delta);
        max = Math.max(max, delta);
      }
    }
    if (Packing.bitsFor(max - min) > SectionBytes.MAX_PACKED_BITS) {
      return new Plan(0, 1, 0, 0, Long.MAX_VALUE);
    }
    long scale = 0;
    for (int i = 1; i < count && scale != 1; i++) {
      if (i % RESTART_ROWS != 0) {
        scale = commonDivisor(scale, numbers[i] - numbers[i - 1] - min);
      }
    }
    scale = scale == 0 ? 1 : scale;
    int bits = Packing.bitsFor((max - min) / scale);
    long bytes = Packing.bytesFor(count, bits) + (long) restarts(count) * Long.BYTES;
    return new Plan(bits, scale, min, 0, bytes);
  }

  static int restarts(int count) {
    return (count + RESTART_ROWS - 1) / RESTART_ROWS;
  }

  private void writePacked(long[] numbers, int count, long min, long max, Plan plan) {
    head(PACKED, min, max);
    directory.putByte(plan.bits).putVarint(plan.scale).putVarint(plan.exceptions);
    for (int i = 0; i < count; i++) {
      work[i] = parts(numbers[i] - min, plan.scale);
    }
    Packing.pack(work, count, plan.bits, data);
    for (int i = 0; plan.exceptions > 0 && i < count; i++) {
      if (Packing.bitsFor(work[i]) > plan.bits) {
        data.putByte(i).putByte(i >>> 8).putLong(numbers[i]);
      }
    }
  }

  private void writeDelta(long[] numbers, int count, long min, long max, Plan plan) {
    head(DELTA, min, max);
    directory.putByte(plan.bits).putVarint(plan.scale).putSigned(plan.smallestDelta);
    for (int i = 0; i < count; i++) {
      if (i % RESTART_ROWS == 0) {
        data.putLong(numbers[i]);
        work[i] = 0;
      } else {
        work[i] = parts(numbers[i] - numbers[i - 1] - plan.smallestDelta, plan.scale);
      }
    }
    Packing.pack(work, count, plan.bits, data);
  }

  /** Most scales are 1, and a division is slow. */
  private static long parts(long number, long scale) {
    return scale == 1 ? number : Long.divideUnsigned(number, scale);
  }

  /** Of numbers taken as unsigned; 0 divides into any. */
  private static long commonDivisor(long one, long other) {
    long a = one;
    long b = other;
    while (b != 0) {
      long rest = Long.remainderUnsigned(a, b);
      a = b;
      b = rest;
    }
    return a;
  }

  /** One way to write a block. */
  private record Plan(int bits, long scale, long smallestDelta, int exceptions, long bytes) {}
}
