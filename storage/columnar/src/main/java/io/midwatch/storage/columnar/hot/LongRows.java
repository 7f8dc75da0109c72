package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.columnar.table.Table;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** As {@link IntRows}, with longs. */
final class LongRows {
  private final AtomicLong memory;
  private volatile long[][] blocks = new long[4][];
  private long[] tail = new long[0];
  private int count;

  LongRows(AtomicLong memory) {
    this.memory = memory;
  }

  /** Makes the block of a position writable; positions are opened in ascending order. */
  void open(int position) {
    if (position >>> IntRows.SHIFT < count) {
      return;
    }
    long[][] all = blocks;
    if (count == all.length) {
      all = Arrays.copyOf(all, 2 * count);
    }
    tail = new long[Table.BLOCK_ROWS];
    all[count++] = tail;
    blocks = all;
    memory.addAndGet(Long.BYTES * (long) Table.BLOCK_ROWS);
  }

  /** Sets a position in the block opened last. */
  void set(int position, long value) {
    tail[position & IntRows.MASK] = value;
  }

  /** What {@link #set} last gave a position in the block opened last. */
  long written(int position) {
    return tail[position & IntRows.MASK];
  }

  long at(int position) {
    return blocks[position >>> IntRows.SHIFT][position & IntRows.MASK];
  }

  long[] block(int block) {
    return blocks[block];
  }
}
