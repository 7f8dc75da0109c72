package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.file.SectionBytes;

/*
 * A block in the directory: encoding, smallest, largest - smallest, then
 *   CONSTANT   –
 *   PACKED     bits, scale, exceptions    data: (number - smallest) / scale packed; then per
 *                                         exception its position (2 bytes) and the number (8)
 *   STEPS      bits, scale, smallest step, exceptions
 *                                         data: every 128th number (8); then for all rows
 *                                         (step - smallest step) / scale packed, 0 for the 128th
 *                                         and for exceptions; then these as in PACKED
 *   DELTA      bits, scale, smallest step data: as STEPS without exceptions; only read, it is what
 *                                         format version 1 wrote
 *   SPARSE     numbers that are not 0     data: a bit per row (longs), then these numbers (8)
 *   RAW        –                          data: 8 bytes each
 * Numbers go around at 2^64 in every sum and difference, so any range is exact.
 */

/** Chooses the smallest encoding for each block of numbers. Not thread-safe. */
final class NumberEncoder {
  static final int CONSTANT = 0;
  static final int PACKED = 1;
  static final int DELTA = 2;
  static final int RAW = 3;
  static final int SPARSE = 4;
  static final int STEPS = 5;
  static final int RESTART_ROWS = 128;

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
    Plan steps = steps(numbers, count);
    int listed = listed(numbers, count);
    long sparseBytes = (long) (NumberBlock.Sparse.words(count) + listed) * Long.BYTES;
    long least = Math.min(Math.min(packed.bytes, steps.bytes), Math.min(sparseBytes, plainBytes));
    if (least == plainBytes) {
      raw(numbers, count, min, max);
    } else if (least == packed.bytes) {
      writePacked(numbers, count, min, max, packed);
    } else if (least == steps.bytes) {
      writeSteps(numbers, count, min, max, steps);
    } else {
      writeSparse(numbers, count, min, max, listed);
    }
  }

  private static int listed(long[] numbers, int count) {
    int listed = 0;
    for (int i = 0; i < count; i++) {
      listed += numbers[i] == 0 ? 0 : 1;
    }
    return listed;
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
      long bytes = Packing.bytesFor(count, bits) + (long) exceptions * Exceptions.ENTRY_BYTES;
      if (bits <= SectionBytes.MAX_PACKED_BITS && bytes < best.bytes) {
        best = new Plan(bits, scale, 0, exceptions, bytes);
      }
      exceptions += widths[bits];
    }
    return best;
  }

  /** Times of several senders, one behind the other, are steps forward and a few back. */
  private Plan steps(long[] numbers, int count) {
    long min = Long.MAX_VALUE;
    long minForward = Long.MAX_VALUE;
    for (int i = 1; i < count; i++) {
      if (i % RESTART_ROWS != 0) {
        long step = numbers[i] - numbers[i - 1];
        min = Math.min(min, step);
        minForward = step < 0 ? minForward : Math.min(minForward, step);
      }
    }
    Plan all = steps(numbers, count, min);
    Plan forward = min < 0 ? steps(numbers, count, minForward) : all;
    return forward.bytes < all.bytes ? forward : all;
  }

  private Plan steps(long[] numbers, int count, long smallest) {
    long scale = 0;
    for (int i = 1; i < count && scale != 1; i++) {
      if (i % RESTART_ROWS != 0 && numbers[i] - numbers[i - 1] >= smallest) {
        scale = commonDivisor(scale, numbers[i] - numbers[i - 1] - smallest);
      }
    }
    scale = scale == 0 ? 1 : scale;
    int[] widths = new int[Long.SIZE + 1];
    for (int i = 0; i < count; i++) {
      widths[Packing.bitsFor(stepAt(numbers, i, smallest, scale))]++;
    }
    Plan plan = cheapest(widths, count, scale);
    long bytes = plan.bytes + (long) restarts(count) * Long.BYTES;
    return new Plan(plan.bits, scale, smallest, plan.exceptions, bytes);
  }

  /** What is packed for a row; wider than anything packed for a step below the smallest. */
  private static long stepAt(long[] numbers, int row, long smallest, long scale) {
    if (row % RESTART_ROWS == 0) {
      return 0;
    }
    long step = numbers[row] - numbers[row - 1];
    return step < smallest ? -1 : parts(step - smallest, scale);
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
    writeWork(numbers, count, plan);
  }

  private void writeSteps(long[] numbers, int count, long min, long max, Plan plan) {
    head(STEPS, min, max);
    directory.putByte(plan.bits).putVarint(plan.scale).putSigned(plan.smallestStep);
    directory.putVarint(plan.exceptions);
    for (int i = 0; i < count; i++) {
      if (i % RESTART_ROWS == 0) {
        data.putLong(numbers[i]);
      }
      work[i] = stepAt(numbers, i, plan.smallestStep, plan.scale);
    }
    writeWork(numbers, count, plan);
  }

  private void writeWork(long[] numbers, int count, Plan plan) {
    Packing.pack(work, count, plan.bits, data);
    for (int i = 0; plan.exceptions > 0 && i < count; i++) {
      if (Packing.bitsFor(work[i]) > plan.bits) {
        Exceptions.write(i, numbers[i], data);
      }
    }
  }

  private void writeSparse(long[] numbers, int count, long min, long max, int listed) {
    head(SPARSE, min, max);
    directory.putVarint(listed);
    for (int first = 0; first < count; first += Long.SIZE) {
      long word = 0;
      for (int i = first; i < Math.min(count, first + Long.SIZE); i++) {
        word |= numbers[i] == 0 ? 0 : 1L << i;
      }
      data.putLong(word);
    }
    for (int i = 0; i < count; i++) {
      if (numbers[i] != 0) {
        data.putLong(numbers[i]);
      }
    }
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
  private record Plan(int bits, long scale, long smallestStep, int exceptions, long bytes) {}
}
