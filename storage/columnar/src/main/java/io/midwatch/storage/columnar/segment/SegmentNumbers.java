package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.SectionBytes;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.StoreException;

/** Numbers as {@link NumberEncoder} wrote them; its directory is in memory. */
final class SegmentNumbers implements Numbers {
  private final SectionBytes data;
  private final Block[] blocks;

  SegmentNumbers(DataCursor directory, SectionBytes data, int rows) {
    this.data = data;
    this.blocks = new Block[(rows + Table.BLOCK_ROWS - 1) / Table.BLOCK_ROWS];
    long offset = 0;
    for (int i = 0; i < blocks.length; i++) {
      int count = Math.min(Table.BLOCK_ROWS, rows - i * Table.BLOCK_ROWS);
      blocks[i] = Block.read(directory, offset, count);
      offset += blocks[i].bytes();
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
    return switch (block.encoding) {
      case NumberEncoder.CONSTANT -> block.min;
      case NumberEncoder.PACKED -> packedAt(block, index);
      case NumberEncoder.DELTA -> deltaAt(block, index);
      default -> data.getLong(block.offset + (long) index * Long.BYTES);
    };
  }

  private long packedAt(Block block, int index) {
    int low = 0;
    int high = block.exceptions - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long at = block.exceptionOffset() + (long) middle * NumberEncoder.EXCEPTION_BYTES;
      int found = (int) data.getLong(at) & 0xFFFF;
      if (found == index) {
        return data.getLong(at + Short.BYTES);
      } else if (found < index) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return block.min + data.unpack(block.offset, block.bits, index) * block.scale;
  }

  private long deltaAt(Block block, int index) {
    int restart = index / NumberEncoder.RESTART_ROWS;
    long number = data.getLong(block.offset + (long) restart * Long.BYTES);
    for (int i = restart * NumberEncoder.RESTART_ROWS + 1; i <= index; i++) {
      number += block.smallestDelta + data.unpack(block.deltaOffset(), block.bits, i) * block.scale;
    }
    return number;
  }

  @Override
  public void read(int number, long[] into) {
    Block block = blocks[number];
    switch (block.encoding) {
      case NumberEncoder.CONSTANT -> java.util.Arrays.fill(into, 0, block.count, block.min);
      case NumberEncoder.PACKED -> readPacked(block, into);
      case NumberEncoder.DELTA -> readDelta(block, into);
      default -> data.getLongs(block.offset, block.count, into);
    }
  }

  private void readPacked(Block block, long[] into) {
    data.unpack(block.offset, block.bits, block.count, into);
    for (int i = 0; i < block.count; i++) {
      into[i] = block.min + into[i] * block.scale;
    }
    for (int i = 0; i < block.exceptions; i++) {
      long at = block.exceptionOffset() + (long) i * NumberEncoder.EXCEPTION_BYTES;
      into[(int) data.getLong(at) & 0xFFFF] = data.getLong(at + Short.BYTES);
    }
  }

  private void readDelta(Block block, long[] into) {
    data.unpack(block.deltaOffset(), block.bits, block.count, into);
    long number = 0;
    for (int i = 0; i < block.count; i++) {
      number =
          i % NumberEncoder.RESTART_ROWS == 0
              ? data.getLong(block.offset + (i / NumberEncoder.RESTART_ROWS) * (long) Long.BYTES)
              : number + block.smallestDelta + into[i] * block.scale;
      into[i] = number;
    }
  }

  /** One block of the directory. */
  private record Block(
      int encoding,
      long min,
      long max,
      int bits,
      long scale,
      int exceptions,
      long smallestDelta,
      long offset,
      int count) {

    static Block read(DataCursor cursor, long offset, int count) {
      int encoding = cursor.getByte();
      long min = cursor.getSigned();
      long max = min + cursor.getVarint();
      return switch (encoding) {
        case NumberEncoder.CONSTANT, NumberEncoder.RAW ->
            new Block(encoding, min, max, 0, 1, 0, 0, offset, count);
        case NumberEncoder.PACKED ->
            new Block(
                encoding,
                min,
                max,
                cursor.getByte(),
                cursor.getVarint(),
                cursor.getCount(),
                0,
                offset,
                count);
        case NumberEncoder.DELTA ->
            new Block(
                encoding,
                min,
                max,
                cursor.getByte(),
                cursor.getVarint(),
                0,
                cursor.getSigned(),
                offset,
                count);
        default -> throw new StoreException(cursor.origin() + ": no encoding " + encoding);
      };
    }

    long bytes() {
      return switch (encoding) {
        case NumberEncoder.CONSTANT -> 0;
        case NumberEncoder.PACKED ->
            Packing.bytesFor(count, bits) + (long) exceptions * NumberEncoder.EXCEPTION_BYTES;
        case NumberEncoder.DELTA -> deltaOffset() - offset + Packing.bytesFor(count, bits);
        default -> (long) count * Long.BYTES;
      };
    }

    long exceptionOffset() {
      return offset + Packing.bytesFor(count, bits);
    }

    long deltaOffset() {
      return offset + (long) NumberEncoder.restarts(count) * Long.BYTES;
    }
  }
}
