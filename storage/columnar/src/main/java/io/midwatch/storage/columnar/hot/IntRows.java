package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.columnar.table.Table;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ints in blocks of {@link Table#BLOCK_ROWS}, {@code blocks[position / 8192][position % 8192]}, 0
 * where nothing was set. Blocks stay where they are; only the list of them grows.
 */
final class IntRows {
  static final int SHIFT = Integer.numberOfTrailingZeros(Table.BLOCK_ROWS);
  static final int MASK = Table.BLOCK_ROWS - 1;

  private final AtomicLong memory;
  private volatile int[][] blocks = new int[4][];
  private int count;
  private int[] tail = new int[0];
  private int tailBlock = -1;

  IntRows(AtomicLong memory) {
    this.memory = memory;
  }

  /** Makes the block of a position the one to set; at most one after the last. */
  void open(int position) {
    int block = position >>> SHIFT;
    if (block == tailBlock) {
      return;
    }
    tailBlock = block;
    tail = block < count ? blocks[block] : add();
  }

  private int[] add() {
    int[][] all = blocks;
    if (count == all.length) {
      all = Arrays.copyOf(all, 2 * count);
    }
    int[] block = new int[Table.BLOCK_ROWS];
    all[count++] = block;
    blocks = all;
    memory.addAndGet(Integer.BYTES * (long) Table.BLOCK_ROWS);
    return block;
  }

  /** Sets a position in the block opened last. */
  void set(int position, int value) {
    tail[position & MASK] = value;
  }

  /** Sets a position in any open block. */
  void change(int position, int value) {
    blocks[position >>> SHIFT][position & MASK] = value;
  }

  int at(int position) {
    return blocks[position >>> SHIFT][position & MASK];
  }

  int[] block(int block) {
    return blocks[block];
  }
}
