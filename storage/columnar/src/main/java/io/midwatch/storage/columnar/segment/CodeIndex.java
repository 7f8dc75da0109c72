package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.SectionBytes;
import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From a value to its code and from a code to its rows. Rows are not listed: the blocks between the
 * first and the last that has the code are searched, a few microseconds each, which takes a tenth
 * of the room. The filter is in memory from the first question on.
 */
final class CodeIndex {
  private final SectionBytes index;
  private final SectionBytes filterBytes;

  /** Null until somebody asks; threads may read it at once, to the same end. */
  private volatile long @Nullable [] filter;

  private final int blocks;
  private final int sortedBits;
  private final int blockBits;
  private final long firstOffset;
  private final long spanOffset;

  CodeIndex(SectionFile file, String column, int values, int rows) {
    index = file.bytes(column + ".index");
    blocks = (rows + Table.BLOCK_ROWS - 1) / Table.BLOCK_ROWS;
    sortedBits = Packing.bitsFor(values);
    blockBits = Packing.bitsFor(blocks);
    firstOffset = Packing.bytesFor(values, sortedBits);
    spanOffset = firstOffset + Packing.bytesFor(values, blockBits);
    filterBytes = file.bytes(column + ".filter");
  }

  /** Position in the dictionary of the value with this place among the sorted ones. */
  int sorted(int place) {
    return (int) index.unpack(0, sortedBits, place);
  }

  boolean mayHold(long hash) {
    return Membership.mayHold(filter(), hash);
  }

  private long[] filter() {
    long[] known = filter;
    if (known == null) {
      known = new long[(int) (filterBytes.size() / Long.BYTES)];
      filterBytes.getLongs(0, known.length, known);
      filter = known;
    }
    return known;
  }

  int[] rowsWith(SegmentCodes codes, int code, int rows) {
    int position = code - Coded.FIRST;
    int first = position < 0 ? 0 : (int) index.unpack(firstOffset, blockBits, position);
    int last =
        position < 0 ? blocks - 1 : first + (int) index.unpack(spanOffset, blockBits, position);
    int[] block = new int[Table.BLOCK_ROWS];
    int[] found = new int[16];
    int count = 0;
    for (int i = first; i <= last; i++) {
      if (!codes.mayHold(i, code)) {
        continue;
      }
      codes.read(i, block);
      int from = i * Table.BLOCK_ROWS;
      int end = Math.min(Table.BLOCK_ROWS, rows - from);
      for (int at = 0; at < end; at++) {
        if (block[at] == code) {
          found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
          found[count++] = from + at;
        }
      }
    }
    return Arrays.copyOf(found, count);
  }
}
