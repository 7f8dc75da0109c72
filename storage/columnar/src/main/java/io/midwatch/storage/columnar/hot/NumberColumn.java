package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** A number in every row, 0 where none was given, and bounds per block. */
final class NumberColumn {
  private final LongRows numbers;

  /** {@code bounds[2 * block]} is the least, {@code bounds[2 * block + 1]} the greatest number. */
  private volatile long[] bounds = new long[8];

  NumberColumn(AtomicLong memory) {
    numbers = new LongRows(memory);
  }

  void open(int row) {
    numbers.open(row);
  }

  void set(int row, long number) {
    numbers.set(row, number);
  }

  /** The bounds only widen while a block fills, so a reader may be told bounds of newer rows. */
  void end(int row) {
    long number = numbers.written(row);
    long[] all = bounds;
    int at = row >>> IntRows.SHIFT << 1;
    if ((row & IntRows.MASK) == 0) {
      if (at >= all.length) {
        all = Arrays.copyOf(all, 2 * at);
      }
      all[at] = number;
      all[at + 1] = number;
      bounds = all;
    } else if (number < all[at]) {
      all[at] = number;
    } else if (number > all[at + 1]) {
      all[at + 1] = number;
    }
  }

  Numbers view(int rows) {
    return new View(this, rows);
  }

  private record View(NumberColumn column, int rows) implements Numbers {
    @Override
    public void read(int block, long[] into) {
      int length = Math.min(Table.BLOCK_ROWS, rows - block * Table.BLOCK_ROWS);
      System.arraycopy(column.numbers.block(block), 0, into, 0, length);
    }

    @Override
    public long at(int row) {
      return column.numbers.at(row);
    }

    @Override
    public long min(int block) {
      return column.bounds[2 * block];
    }

    @Override
    public long max(int block) {
      return column.bounds[2 * block + 1];
    }
  }
}
