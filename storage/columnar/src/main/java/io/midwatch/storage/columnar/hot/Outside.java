package io.midwatch.storage.columnar.hot;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The values of one column that are not in its dictionary, by row. The row may be set again, or
 * another row after one that was cancelled; a reader asks for published rows only.
 */
final class Outside {
  private final AtomicLong memory;
  private volatile int[] rows = new int[0];
  private volatile long[] names = new long[0];
  private volatile int count;

  Outside(AtomicLong memory) {
    this.memory = memory;
  }

  /**
   * @param row not below the row set before, but for rows that were cancelled
   */
  void set(int row, long name) {
    int at = count;
    while (at > 0 && rows[at - 1] >= row) {
      at--;
    }
    if (at == rows.length) {
      int length = Math.max(8, 2 * at);
      memory.addAndGet((Integer.BYTES + Long.BYTES) * (long) (length - at));
      names = Arrays.copyOf(names, length);
      rows = Arrays.copyOf(rows, length);
    }
    names[at] = name;
    rows[at] = row;
    count = at + 1;
  }

  /** Whether no row was set; once one is published it never is again. */
  boolean isEmpty() {
    return count == 0;
  }

  /** The arena's name of a row's value. */
  long at(int row) {
    int low = 0;
    int high = count - 1;
    int[] all = rows;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (all[middle] <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return names[low];
  }
}
