package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.columnar.table.Coded;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The rows of each code, the newest first: {@code last[code]} and from row to row {@code
 * previous[row]}, both as row + 1 and 0 for none.
 */
final class RowChains {
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

  private final AtomicLong memory;
  private final IntRows previous;
  private volatile int[] last = new int[64];

  RowChains(AtomicLong memory) {
    this.memory = memory;
    previous = new IntRows(memory);
  }

  void open(int row) {
    previous.open(row);
  }

  /** Rows are added in ascending order. */
  void add(int code, int row) {
    int[] all = last;
    if (code >= all.length) {
      int length = Math.max(code + 1, 2 * all.length);
      memory.addAndGet(Integer.BYTES * (long) (length - all.length));
      all = Arrays.copyOf(all, length);
      last = all;
    }
    previous.set(row, all[code]);
    // A reader that sees the row must see what it is chained to.
    INTS.setRelease(all, code, row + 1);
  }

  /** The newest row of the code, -1 when there is none. */
  int lastRow(int code) {
    int[] all = last;
    return code < Coded.FIRST || code >= all.length ? -1 : (int) INTS.getAcquire(all, code) - 1;
  }

  /** The row of the same code before this one, -1 when there is none. */
  int previousRow(int row) {
    return previous.at(row) - 1;
  }

  /** The rows of the code below {@code rows}, ascending. */
  int[] rowsWith(int code, int rows) {
    int row = lastRow(code);
    while (row >= rows) {
      row = previousRow(row);
    }
    int[] found = new int[8];
    int count = 0;
    for (; row >= 0; row = previousRow(row)) {
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = row;
    }
    int[] ascending = new int[count];
    for (int i = 0; i < count; i++) {
      ascending[i] = found[count - 1 - i];
    }
    return ascending;
  }
}
