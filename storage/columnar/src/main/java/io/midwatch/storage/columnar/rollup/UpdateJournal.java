package io.midwatch.storage.columnar.rollup;

import java.util.Arrays;

/**
 * What one update adds, until all of it is known. Parallel arrays that are used again and again: an
 * update of 500 items makes some thousand entries and no garbage. Not thread-safe.
 */
final class UpdateJournal {
  private static final int KIND_SHIFT = 24;
  private static final int POSITION = (1 << KIND_SHIFT) - 1;
  private static final int COUNT = 0;
  private static final int RECORD = 1;
  private static final int OBSERVE = 2;

  /** Says how often what is recorded next is recorded; nearly always that is once. */
  private static final int TIMES = 3;

  private static final String NOTHING = "";

  private RecentRow[] rows = new RecentRow[1024];
  private int[] what = new int[1024];
  private long[] amounts = new long[1024];
  private String[] items = new String[1024];
  private int size;

  void count(RecentRow row, int counter, long amount) {
    add(row, COUNT, counter, amount, NOTHING);
  }

  void record(RecentRow row, int histogram, double value, long times) {
    if (times != 1) {
      add(row, TIMES, histogram, times, NOTHING);
    }
    add(row, RECORD, histogram, Double.doubleToRawLongBits(value), NOTHING);
  }

  void observe(RecentRow row, int sketch, String item) {
    add(row, OBSERVE, sketch, 0, item);
  }

  private void add(RecentRow row, int kind, int position, long amount, String item) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size * 2);
      what = Arrays.copyOf(what, size * 2);
      amounts = Arrays.copyOf(amounts, size * 2);
      items = Arrays.copyOf(items, size * 2);
    }
    rows[size] = row;
    what[size] = kind << KIND_SHIFT | position;
    amounts[size] = amount;
    items[size] = item;
    size++;
  }

  /** Adds everything to its row. */
  void commit(long epoch) {
    long times = 1;
    for (int i = 0; i < size; i++) {
      var counts = rows[i].own(epoch);
      int position = what[i] & POSITION;
      switch (what[i] >>> KIND_SHIFT) {
        case COUNT -> counts.count(position, amounts[i]);
        case RECORD -> {
          counts.record(position, Double.longBitsToDouble(amounts[i]), times);
          times = 1;
        }
        case TIMES -> times = amounts[i];
        default -> counts.observe(position, items[i]);
      }
    }
    clear();
  }

  /** Forgets everything and what it refers to. */
  void clear() {
    Arrays.fill(rows, 0, size, null);
    Arrays.fill(items, 0, size, NOTHING);
    size = 0;
  }
}
