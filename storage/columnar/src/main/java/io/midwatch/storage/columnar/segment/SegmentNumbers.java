package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.SectionBytes;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;

/** Numbers as {@link NumberEncoder} wrote them; its directory is in memory. */
final class SegmentNumbers implements Numbers {
  private final SectionBytes data;
  private final NumberBlock[] blocks;

  SegmentNumbers(DataCursor directory, SectionBytes data, int rows) {
    this.data = data;
    this.blocks = new NumberBlock[(rows + Table.BLOCK_ROWS - 1) / Table.BLOCK_ROWS];
    long offset = 0;
    for (int i = 0; i < blocks.length; i++) {
      int count = Math.min(Table.BLOCK_ROWS, rows - i * Table.BLOCK_ROWS);
      blocks[i] = NumberBlock.read(directory, offset, count);
      offset += blocks[i].bytes();
    }
  }

  @Override
  public long min(int block) {
    return blocks[block].min();
  }

  @Override
  public long max(int block) {
    return blocks[block].max();
  }

  @Override
  public long at(int row) {
    return blocks[row / Table.BLOCK_ROWS].at(data, row % Table.BLOCK_ROWS);
  }

  @Override
  public void read(int block, long[] into) {
    blocks[block].read(data, into);
  }
}
