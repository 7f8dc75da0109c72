package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.SectionBytes;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.StoreException;
import java.util.Arrays;

/** Codes as {@link CodeEncoder} wrote them; its directory is in memory. Thread-safe. */
final class SegmentCodes {
  private final SectionBytes data;
  private final Block[] blocks;

  SegmentCodes(DataCursor directory, SectionBytes data, int rows) {
    this.data = data;
    this.blocks = new Block[(rows + Table.BLOCK_ROWS - 1) / Table.BLOCK_ROWS];
    long offset = 0;
    for (int i = 0; i < blocks.length; i++) {
      int count = Math.min(Table.BLOCK_ROWS, rows - i * Table.BLOCK_ROWS);
      blocks[i] = Block.read(directory, offset, count);
      offset += blocks[i].bytes();
    }
  }

  boolean any(int block) {
    return blocks[block].encoding != CodeEncoder.ABSENT;
  }

  /** Rows of the block that have a code. */
  int present(int number) {
    Block block = blocks[number];
    if (block.encoding == CodeEncoder.ABSENT) {
      return 0;
    }
    if (block.encoding == CodeEncoder.CONSTANT) {
      return block.usual == 0 ? 0 : block.count;
    }
    if (block.encoding == CodeEncoder.SPARSE) {
      int others = 0;
      for (int i = 0; i < block.length; i++) {
        others += codeOf(block, i) == 0 ? 1 : 0;
      }
      return block.usual == 0 ? block.length - others : block.count - others;
    }
    if (block.encoding == CodeEncoder.PACKED && block.min > 0) {
      return block.count;
    }
    int[] codes = new int[block.count];
    read(number, codes);
    int present = 0;
    for (int code : codes) {
      present += code == 0 ? 0 : 1;
    }
    return present;
  }

  /** False only when no row of the block has the code. */
  boolean mayHold(int number, int code) {
    Block block = blocks[number];
    return switch (block.encoding) {
      case CodeEncoder.ABSENT -> code == 0;
      case CodeEncoder.CONSTANT -> code == block.usual;
      case CodeEncoder.SPARSE -> code == block.usual || block.packs(code);
      default -> block.packs(code);
    };
  }

  int at(int row) {
    Block block = blocks[row / Table.BLOCK_ROWS];
    int index = row % Table.BLOCK_ROWS;
    return switch (block.encoding) {
      case CodeEncoder.ABSENT, CodeEncoder.CONSTANT -> block.usual;
      case CodeEncoder.PACKED -> block.min + (int) data.unpack(block.offset, block.bits, index);
      case CodeEncoder.SPARSE -> {
        int found = search(block, index);
        yield found < 0 || position(block, found) != index ? block.usual : codeOf(block, found);
      }
      default -> codeOf(block, search(block, index));
    };
  }

  /** The last list entry whose position is not after the index; -1 when all are. */
  private int search(Block block, int index) {
    int low = 0;
    int high = block.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (position(block, middle) <= index) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private int position(Block block, int entry) {
    return (int) data.unpack(block.offset, CodeEncoder.POSITION_BITS, entry);
  }

  private int codeOf(Block block, int entry) {
    return block.min + (int) data.unpack(block.codeOffset(), block.bits, entry);
  }

  void read(int number, int[] into) {
    Block block = blocks[number];
    switch (block.encoding) {
      case CodeEncoder.ABSENT, CodeEncoder.CONSTANT ->
          Arrays.fill(into, 0, block.count, block.usual);
      case CodeEncoder.PACKED ->
          data.unpack(block.offset, block.bits, block.count, block.min, into);
      case CodeEncoder.SPARSE -> {
        Arrays.fill(into, 0, block.count, block.usual);
        for (int i = 0; i < block.length; i++) {
          into[position(block, i)] = codeOf(block, i);
        }
      }
      default -> {
        for (int i = 0; i < block.length; i++) {
          int end = i + 1 < block.length ? position(block, i + 1) : block.count;
          Arrays.fill(into, position(block, i), end, codeOf(block, i));
        }
      }
    }
  }

  /** One block of the directory. */
  private record Block(
      int encoding, int usual, int length, int min, int bits, long offset, int count) {

    static Block read(DataCursor cursor, long offset, int count) {
      int encoding = cursor.getByte();
      return switch (encoding) {
        case CodeEncoder.ABSENT -> new Block(encoding, 0, 0, 0, 0, offset, count);
        case CodeEncoder.CONSTANT -> new Block(encoding, cursor.getCount(), 0, 0, 0, offset, count);
        case CodeEncoder.PACKED ->
            new Block(encoding, 0, 0, cursor.getCount(), cursor.getByte(), offset, count);
        case CodeEncoder.SPARSE ->
            new Block(
                encoding,
                cursor.getCount(),
                cursor.getCount(),
                cursor.getCount(),
                cursor.getByte(),
                offset,
                count);
        case CodeEncoder.RUNS ->
            new Block(
                encoding, 0, cursor.getCount(), cursor.getCount(), cursor.getByte(), offset, count);
        default -> throw new StoreException(cursor.origin() + ": no encoding " + encoding);
      };
    }

    boolean packs(int code) {
      return code >= min && code - min < 1L << bits;
    }

    long codeOffset() {
      return offset + Packing.bytesFor(length, CodeEncoder.POSITION_BITS);
    }

    long bytes() {
      return switch (encoding) {
        case CodeEncoder.ABSENT, CodeEncoder.CONSTANT -> 0;
        case CodeEncoder.PACKED -> Packing.bytesFor(count, bits);
        default -> codeOffset() - offset + Packing.bytesFor(length, bits);
      };
    }
  }
}
