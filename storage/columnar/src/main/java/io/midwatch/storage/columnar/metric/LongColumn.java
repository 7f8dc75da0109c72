package io.midwatch.storage.columnar.metric;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.StoreException;

/**
 * A run of whole numbers in the shortest of six forms. Every long is kept; differences are taken
 * modulo 2^64.
 *
 * <pre>
 * CONSTANT    5 5 5 5          5
 * RUNS        5 5 5 9 9        3 x 5, 2 x +4
 * PACKED      17 3 9           blocks of the numbers
 * DELTAS      100 107 111      100, blocks of +7 +4
 * STEPS       0 15 30 45 75    0, 3 x +15, 1 x +30
 * DELTAS2     0 15 31 45       0, +15, blocks of +1 -2
 * </pre>
 */
final class LongColumn {
  private static final int CONSTANT = 0;
  private static final int RUNS = 1;
  private static final int PACKED = 2;
  private static final int DELTAS = 3;
  private static final int STEPS = 4;
  private static final int DELTAS2 = 5;

  /** A block's smallest number and width, roughly. */
  private static final int BLOCK_HEAD_BITS = 24;

  /** What a run costs, roughly. */
  private static final int RUN_BITS = 32;

  private LongColumn() {}

  /** Writes the first {@code count} numbers; their number is the reader's to know. */
  static void write(long[] values, int count, DataSink into) {
    if (count == 0) {
      return;
    }
    int runs = runs(values, count);
    if (runs == 1) {
      into.putByte(CONSTANT).putSigned(values[0]);
      return;
    }
    long[] deltas = deltas(values, count);
    int steps = runs(deltas, count - 1);
    long[] costs = new long[DELTAS2 + 1];
    costs[CONSTANT] = Long.MAX_VALUE;
    costs[RUNS] = (long) runs * RUN_BITS;
    costs[PACKED] = packedBits(values, count);
    costs[DELTAS] = packedBits(deltas, count - 1) + RUN_BITS;
    costs[STEPS] = (long) steps * RUN_BITS + RUN_BITS;
    long[] second = count < 3 ? deltas : deltas(deltas, count - 1);
    costs[DELTAS2] = count < 3 ? Long.MAX_VALUE : packedBits(second, count - 2) + 2L * RUN_BITS;
    int form = cheapest(costs);
    into.putByte(form);
    switch (form) {
      case RUNS -> writeRuns(values, count, runs, into);
      case PACKED -> writeBlocks(values, count, into);
      case DELTAS -> {
        into.putSigned(values[0]);
        writeBlocks(deltas, count - 1, into);
      }
      case STEPS -> {
        into.putSigned(values[0]);
        writeRuns(deltas, count - 1, steps, into);
      }
      default -> {
        into.putSigned(values[0]).putSigned(deltas[0]);
        writeBlocks(second, count - 2, into);
      }
    }
  }

  private static int cheapest(long[] costs) {
    int best = RUNS;
    for (int form = RUNS + 1; form < costs.length; form++) {
      if (costs[form] < costs[best]) {
        best = form;
      }
    }
    return best;
  }

  private static int runs(long[] values, int count) {
    int runs = 1;
    for (int i = 1; i < count; i++) {
      runs += values[i] == values[i - 1] ? 0 : 1;
    }
    return runs;
  }

  private static long[] deltas(long[] values, int count) {
    long[] deltas = new long[count - 1];
    for (int i = 1; i < count; i++) {
      deltas[i - 1] = values[i] - values[i - 1];
    }
    return deltas;
  }

  private static long packedBits(long[] values, int count) {
    long bits = 0;
    for (int from = 0; from < count; from += PackedBlock.SIZE) {
      int block = Math.min(PackedBlock.SIZE, count - from);
      bits += BLOCK_HEAD_BITS + (long) block * PackedBlock.width(values, from, block);
    }
    return bits;
  }

  private static void writeRuns(long[] values, int count, int runs, DataSink into) {
    into.putVarint(runs);
    long before = 0;
    for (int from = 0; from < count; ) {
      int to = from + 1;
      while (to < count && values[to] == values[from]) {
        to++;
      }
      into.putVarint(to - from).putSigned(values[from] - before);
      before = values[from];
      from = to;
    }
  }

  private static void writeBlocks(long[] values, int count, DataSink into) {
    for (int from = 0; from < count; from += PackedBlock.SIZE) {
      PackedBlock.write(values, from, Math.min(PackedBlock.SIZE, count - from), into);
    }
  }

  /** The numbers of a column, in an array of exactly this length. */
  static long[] read(DataCursor from, int count) {
    long[] values = new long[count];
    if (count == 0) {
      return values;
    }
    int form = from.getByte();
    switch (form) {
      case CONSTANT -> java.util.Arrays.fill(values, from.getSigned());
      case RUNS -> readRuns(from, values, 0);
      case PACKED -> readBlocks(from, values, 0);
      case DELTAS -> {
        values[0] = from.getSigned();
        readBlocks(from, values, 1);
        sum(values, 1);
      }
      case STEPS -> {
        values[0] = from.getSigned();
        readRuns(from, values, 1);
        sum(values, 1);
      }
      case DELTAS2 -> {
        values[0] = from.getSigned();
        if (count > 1) {
          values[1] = from.getSigned();
          readBlocks(from, values, 2);
          sum(values, 2);
          sum(values, 1);
        }
      }
      default -> throw new StoreException("no column of numbers has the form " + form);
    }
    return values;
  }

  /** Passes over a column. */
  static void skip(DataCursor from, int count) {
    int start = from.position();
    if (count > 0 && from.getByte() == CONSTANT) {
      from.getSigned();
    } else {
      read(from.at(start), count);
    }
  }

  private static void readRuns(DataCursor from, long[] values, int at) {
    int runs = from.getCount();
    int next = at;
    long value = 0;
    for (int i = 0; i < runs; i++) {
      int length = from.getCount();
      value += from.getSigned();
      if (length > values.length - next) {
        throw new StoreException("a run of " + length + " numbers ends beyond its column");
      }
      java.util.Arrays.fill(values, next, next + length, value);
      next += length;
    }
    if (next != values.length) {
      throw new StoreException(
          "the runs of a column end at " + next + " of " + values.length + " numbers");
    }
  }

  private static void readBlocks(DataCursor from, long[] values, int at) {
    for (int next = at; next < values.length; next += PackedBlock.SIZE) {
      PackedBlock.read(from, values, next, Math.min(PackedBlock.SIZE, values.length - next));
    }
  }

  /** Turns differences from {@code from} on into numbers. */
  private static void sum(long[] values, int from) {
    for (int i = from; i < values.length; i++) {
      values[i] += values[i - 1];
    }
  }
}
