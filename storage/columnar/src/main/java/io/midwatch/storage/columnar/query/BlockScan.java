package io.midwatch.storage.columnar.query;

import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.TimeRange;

/**
 * Selects the rows of one part's blocks: those in the range, then those the scope shows, then those
 * the question asks for. Not thread-safe.
 */
final class BlockScan<T> {
  private final PartView<T> view;
  private final TimeRange range;
  private final RowTest test;
  private final Budget budget;
  private final int[] every;
  private final int[] inRange = new int[Table.BLOCK_ROWS];
  private final int[] selected = new int[Table.BLOCK_ROWS];

  /** Takes selected rows of a block. */
  interface Visitor {
    /**
     * @param positions ascending, counted from the block's first row; valid during the call
     */
    void visit(int block, int[] positions, int count);
  }

  /**
   * @param every positions 0, 1, 2 … of a block
   */
  BlockScan(PartView<T> view, TimeRange range, RowTest test, Budget budget, int[] every) {
    this.view = view;
    this.range = range;
    this.test = test;
    this.budget = budget;
    this.every = every;
  }

  static int[] everyPosition() {
    int[] every = new int[Table.BLOCK_ROWS];
    for (int i = 0; i < every.length; i++) {
      every[i] = i;
    }
    return every;
  }

  /** Visits the blocks, those stored last first; false when the budget is spent. */
  boolean forEach(Visitor visitor) {
    for (int block = view.table().blocks() - 1; block >= 0; block--) {
      if (!visit(block, RowTest.EVERY, visitor)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Visits one block; false when the budget is spent.
   *
   * @param before passed over what it holds back, though it is counted as scanned
   */
  boolean visit(int block, RowTest before, Visitor visitor) {
    Numbers times = view.times().numbers();
    long min = times.min(block);
    long max = times.max(block);
    if (max < range.fromUnixNano() || min >= range.toUnixNano()) {
      return true;
    }
    int[] positions = every;
    int count = view.table().rowsOf(block);
    if (!range.contains(min) || !range.contains(max)) {
      count = inRange(block, count);
      positions = inRange;
    }
    int allowed = budget.spend(count);
    if (allowed < count) {
      // As row by row: those stored last are looked at first.
      System.arraycopy(positions, count - allowed, inRange, 0, allowed);
      positions = inRange;
    }
    int left = before.select(block, positions, allowed, selected);
    if (left > 0) {
      left = test.select(block, selected, left, selected);
    }
    if (left > 0) {
      visitor.visit(block, selected, left);
    }
    return !budget.isSpent();
  }

  private int inRange(int block, int rows) {
    long[] times = view.times().read(block, every, rows);
    long from = range.fromUnixNano();
    long to = range.toUnixNano();
    int kept = 0;
    for (int position = 0; position < rows; position++) {
      long time = times[position];
      inRange[kept] = position;
      kept += time >= from && time < to ? 1 : 0;
    }
    return kept;
  }
}
