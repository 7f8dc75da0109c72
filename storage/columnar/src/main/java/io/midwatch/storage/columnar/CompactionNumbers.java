package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import java.util.List;

/** The same column of numbers of several tables as one. */
final class CompactionNumbers implements Numbers {
  private final CompactionRows rows;
  private final List<Numbers> columns;

  CompactionNumbers(CompactionRows rows, List<Numbers> columns) {
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public void read(int block, long[] into) {
    long[] read = new long[Table.BLOCK_ROWS];
    rows.pieces(
        block,
        (part, partBlock, offset, at, count) -> {
          columns.get(part).read(partBlock, read);
          System.arraycopy(read, offset, into, at, count);
        });
  }

  @Override
  public long at(int row) {
    int part = rows.partOf(row);
    return columns.get(part).at(row - rows.start(part));
  }

  @Override
  public long min(int block) {
    long[] least = {Long.MAX_VALUE};
    rows.pieces(
        block,
        (part, partBlock, _, _, _) ->
            least[0] = Math.min(least[0], columns.get(part).min(partBlock)));
    return least[0];
  }

  @Override
  public long max(int block) {
    long[] greatest = {Long.MIN_VALUE};
    rows.pieces(
        block,
        (part, partBlock, _, _, _) ->
            greatest[0] = Math.max(greatest[0], columns.get(part).max(partBlock)));
    return greatest[0];
  }
}
