package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.table.Table;
import java.util.Arrays;
import java.util.List;

/** Where the rows of a {@link CompactionTable} are in its parts. */
final class CompactionRows {
  private final List<Table> parts;
  private final int[] starts;

  /** Takes rows {@code [offset, offset + count)} of a block of a part to {@code at} of a block. */
  interface Piece {
    void take(int part, int partBlock, int offset, int at, int count);
  }

  /** Something that is so for a block of a part. */
  interface BlockTest {
    boolean test(int part, int partBlock);
  }

  CompactionRows(List<Table> parts) {
    this.parts = parts;
    this.starts = new int[parts.size() + 1];
    for (int i = 0; i < parts.size(); i++) {
      starts[i + 1] = Math.addExact(starts[i], parts.get(i).rows());
    }
  }

  int count() {
    return starts[parts.size()];
  }

  /** The first row of a part. */
  int start(int part) {
    return starts[part];
  }

  /** The part that has a row; a part without rows has none. */
  int partOf(int row) {
    int found = Arrays.binarySearch(starts, row);
    if (found < 0) {
      return -found - 2;
    }
    while (starts[found + 1] == row) {
      found++;
    }
    return found;
  }

  /** The pieces a block is made of, in order. */
  void pieces(int block, Piece piece) {
    int from = block * Table.BLOCK_ROWS;
    int count = Math.min(Table.BLOCK_ROWS, count() - from);
    for (int at = 0; at < count; ) {
      int part = partOf(from + at);
      int row = from + at - starts[part];
      int offset = row % Table.BLOCK_ROWS;
      int partBlock = row / Table.BLOCK_ROWS;
      int length = Math.min(parts.get(part).rowsOf(partBlock) - offset, count - at);
      piece.take(part, partBlock, offset, at, length);
      at += length;
    }
  }

  boolean anyBlock(int block, BlockTest test) {
    boolean[] any = new boolean[1];
    pieces(block, (part, partBlock, _, _, _) -> any[0] |= test.test(part, partBlock));
    return any[0];
  }
}
