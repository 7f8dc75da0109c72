package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.contract.query.RowId;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where rows came from: the log position of each batch with its first row, and the item of each
 * row. A position is the log file's sequence in the high and the byte offset in the low half.
 */
final class Batches {
  private static final long OFFSET_MASK = 0xffffffffL;

  private final AtomicLong memory;
  private final IntRows items;
  private volatile int[] firstRows = new int[16];
  private volatile long[] positions = new long[16];
  private volatile int count;

  /** The batch found last. Whoever reads an old one only searches; it is not volatile for that. */
  private int lastFound;

  Batches(AtomicLong memory) {
    this.memory = memory;
    items = new IntRows(memory);
  }

  /** A batch without rows gives its place to the next. */
  void begin(int row, long position) {
    int at = count;
    if (at > 0 && firstRows[at - 1] == row) {
      at--;
    }
    if (at == firstRows.length) {
      memory.addAndGet((Integer.BYTES + Long.BYTES) * (long) at);
      positions = Arrays.copyOf(positions, 2 * at);
      firstRows = Arrays.copyOf(firstRows, 2 * at);
    }
    positions[at] = position;
    firstRows[at] = row;
    count = at + 1;
  }

  void open(int row) {
    items.open(row);
  }

  void end(int row, int item) {
    items.set(row, item);
  }

  RowId id(int row) {
    long position = positionOf(row);
    return new RowId(0, position >>> 32, position & OFFSET_MASK, items.at(row));
  }

  private long positionOf(int row) {
    int high = count - 1;
    int[] all = firstRows;
    int low = lastFound; // rows are mostly asked for one after another
    if (low <= high && all[low] <= row && (low == high || row < all[low + 1])) {
      return positions[low];
    }
    low = 0;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (all[middle] <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    lastFound = low;
    return positions[low];
  }

  /** The first of so many rows whose id is not before this; batches came in the log's order. */
  int firstAtLeast(RowId id, int rows) {
    int low = 0;
    int high = rows;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (id(middle).compareTo(id) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
