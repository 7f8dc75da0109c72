package io.midwatch.storage.columnar.query;

import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Finds rows by id: one, or those after one in the order of ids over all parts. A part is looked at
 * no further than its ids come next.
 */
record RowTail<T>(Snapshot<T> snapshot, Condition wanted, Budget budget) {

  List<Row<T>> after(RowId after, int limit) {
    PriorityQueue<Position> next = new PriorityQueue<>(Comparator.comparing(Position::id));
    for (Part<T> part : snapshot.parts()) {
      int row = part.table().firstAtLeast(after);
      if (row < part.table().rows() && part.table().id(row).equals(after)) {
        row++;
      }
      if (row < part.table().rows()) {
        next.add(new Position(part, row));
      }
    }
    List<Row<T>> found = new ArrayList<>();
    while (found.size() < limit && !next.isEmpty()) {
      Position position = next.remove();
      if (position.isMatch()) {
        found.add(position.row());
      } else if (budget.spend(position.rowsToLookAt()) == 0) {
        break;
      }
      if (position.advance()) {
        next.add(position);
      }
    }
    return found;
  }

  /** The next row of a part that matches, or a block's first row as long as nobody has looked. */
  private final class Position {
    private final Part<T> part;
    private final RowTest test;
    private final int[] matches = new int[Table.BLOCK_ROWS];
    private int count;
    private int match = -1;
    private int row;

    Position(Part<T> part, int row) {
      this.part = part;
      this.test = new TestBinder<>(new PartView<>(part)).bind(wanted);
      this.row = row;
    }

    RowId id() {
      return part.table().id(row);
    }

    boolean isMatch() {
      return match >= 0;
    }

    /** Of the block it stands before. */
    int rowsToLookAt() {
      int block = row / Table.BLOCK_ROWS;
      return part.table().rowsOf(block) - (row - block * Table.BLOCK_ROWS);
    }

    Row<T> row() {
      return new PartRow<>(part, row).read();
    }

    /** Moves on, by one match or one block; false at the end. Its id never falls. */
    boolean advance() {
      int block = row / Table.BLOCK_ROWS;
      if (match < 0) {
        look(block);
      } else {
        match++;
      }
      if (match < count) {
        row = block * Table.BLOCK_ROWS + matches[match];
        return true;
      }
      match = -1;
      row = (block + 1) * Table.BLOCK_ROWS;
      return row < part.table().rows();
    }

    private void look(int block) {
      int from = row - block * Table.BLOCK_ROWS;
      int rows = part.table().rowsOf(block) - from;
      for (int i = 0; i < rows; i++) {
        matches[i] = from + i;
      }
      count = test.select(block, matches, rows, matches);
      match = 0;
    }
  }
}
