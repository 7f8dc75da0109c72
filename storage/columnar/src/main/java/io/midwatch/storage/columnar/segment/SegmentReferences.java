package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.SectionBytes;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;

/** Ids as {@link ReferenceEncoder} wrote them, looked up in the column they refer to. */
final class SegmentReferences implements Numbers {
  private final SectionBytes data;
  private final Numbers of;
  private final Block[] blocks;

  SegmentReferences(DataCursor directory, SectionBytes data, int rows, Numbers of) {
    this.data = data;
    this.of = of;
    this.blocks = new Block[(rows + Table.BLOCK_ROWS - 1) / Table.BLOCK_ROWS];
    long offset = 0;
    for (int i = 0; i < blocks.length; i++) {
      int count = Math.min(Table.BLOCK_ROWS, rows - i * Table.BLOCK_ROWS);
      blocks[i] = Block.read(directory, offset, count);
      offset = blocks[i].exceptionOffset + (long) blocks[i].exceptions * Exceptions.ENTRY_BYTES;
    }
  }

  @Override
  public long min(int block) {
    return blocks[block].min;
  }

  @Override
  public long max(int block) {
    return blocks[block].max;
  }

  @Override
  public long at(int row) {
    Block block = blocks[row / Table.BLOCK_ROWS];
    int index = row % Table.BLOCK_ROWS;
    long packed = data.unpack(block.offset, block.bits, index);
    return packed == ReferenceEncoder.EXCEPTION ? exception(block, index) : referred(packed, row);
  }

  private long referred(long packed, int row) {
    if (packed == ReferenceEncoder.NONE) {
      return 0;
    }
    long zigzag = packed - ReferenceEncoder.FIRST;
    return of.at((int) (row + ((zigzag >>> 1) ^ -(zigzag & 1))));
  }

  private long exception(Block block, int index) {
    int low = 0;
    int high = block.exceptions - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (position(block, middle) < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return number(block, low);
  }

  private int position(Block block, int exception) {
    return (int) data.getLong(block.at(exception)) & 0xFFFF;
  }

  private long number(Block block, int exception) {
    return data.getLong(block.at(exception) + Short.BYTES);
  }

  @Override
  public void read(int number, long[] into) {
    Block block = blocks[number];
    data.unpack(block.offset, block.bits, block.count, into);
    int exceptions = 0;
    for (int i = 0; i < block.count; i++) {
      into[i] =
          into[i] == ReferenceEncoder.EXCEPTION
              ? number(block, exceptions++)
              : referred(into[i], number * Table.BLOCK_ROWS + i);
    }
  }

  /** One block of the directory. */
  private record Block(
      long min, long max, int bits, int exceptions, long offset, long exceptionOffset, int count) {

    static Block read(DataCursor cursor, long offset, int count) {
      long min = cursor.getSigned();
      long max = min + cursor.getVarint();
      int bits = cursor.getByte();
      return new Block(
          min, max, bits, cursor.getCount(), offset, offset + Packing.bytesFor(count, bits), count);
    }

    long at(int exception) {
      return exceptionOffset + (long) exception * Exceptions.ENTRY_BYTES;
    }
  }
}
