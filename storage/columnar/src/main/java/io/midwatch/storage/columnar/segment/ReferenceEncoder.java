package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TableSchema.Column;

/*
 * A block in the directory: smallest, largest - smallest, bits, exceptions
 * data: per row, packed: 0 no reference; 1 an exception; 2 + distance, where the row that has the id
 *       is row + distance, and distances 0, -1, 1, -2 ... are 0, 1, 2, 3 ...; then per exception
 *       its position (2 bytes) and the id (8)
 */

/** Writes ids as the distance to the row that has the id. Not thread-safe. */
final class ReferenceEncoder {
  static final int NONE = 0;
  static final int EXCEPTION = 1;
  static final int FIRST = 2;

  private final Table table;
  private final Numbers source;
  private final DataSink directory;
  private final DataSink data;
  private final RowOfId rows;

  ReferenceEncoder(Table table, Column column, DataSink directory, DataSink data) {
    this.table = table;
    this.source = table.numbers(column.name());
    this.directory = directory;
    this.data = data;
    this.rows = new RowOfId(table, table.numbers(column.of()));
  }

  void encode() {
    long[] ids = new long[Table.BLOCK_ROWS];
    long[] packed = new long[Table.BLOCK_ROWS];
    for (int block = 0; block < table.blocks(); block++) {
      source.read(block, ids);
      int count = table.rowsOf(block);
      for (int i = 0; i < count; i++) {
        packed[i] = reference(ids[i], block * Table.BLOCK_ROWS + i);
      }
      write(ids, packed, count);
    }
  }

  private long reference(long id, int row) {
    if (id == 0) {
      return NONE;
    }
    int target = rows.find(id);
    if (target < 0) {
      return EXCEPTION;
    }
    long distance = (long) target - row;
    return FIRST + ((distance << 1) ^ (distance >> 63));
  }

  private void write(long[] ids, long[] packed, int count) {
    int[] widths = new int[Long.SIZE + 1];
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      widths[packed[i] == EXCEPTION ? Long.SIZE : Packing.bitsFor(packed[i])]++;
      min = Math.min(min, ids[i]);
      max = Math.max(max, ids[i]);
    }
    int bits = cheapest(widths, count);
    int exceptions = 0;
    for (int i = 0; i < count; i++) {
      if (Packing.bitsFor(packed[i]) > bits) {
        packed[i] = EXCEPTION;
      }
      exceptions += packed[i] == EXCEPTION ? 1 : 0;
    }
    directory.putSigned(min).putVarint(max - min).putByte(bits).putVarint(exceptions);
    Packing.pack(packed, count, bits, data);
    for (int i = 0; exceptions > 0 && i < count; i++) {
      if (packed[i] == EXCEPTION) {
        data.putByte(i).putByte(i >>> 8).putLong(ids[i]);
      }
    }
  }

  /** At least one bit when there are exceptions, which must be told from rows without reference. */
  private static int cheapest(int[] widths, int count) {
    int best = Integer.SIZE;
    long bestBytes = Long.MAX_VALUE;
    int exceptions = widths[Long.SIZE];
    for (int bits = Integer.SIZE + 2; bits >= 0; bits--) {
      long bytes = Packing.bytesFor(count, bits) + (long) exceptions * Exceptions.ENTRY_BYTES;
      if (bytes < bestBytes && (bits > 0 || exceptions == 0)) {
        best = bits;
        bestBytes = bytes;
      }
      exceptions += widths[bits];
    }
    return best;
  }

  /** From an id to the last row that has it; open-addressed. */
  private static final class RowOfId {
    private final long[] ids;
    private final int[] rows;

    RowOfId(Table table, Numbers of) {
      int slots = Integer.highestOneBit(Math.max(1, table.rows()) * 2) * 2;
      ids = new long[slots];
      rows = new int[slots];
      long[] block = new long[Table.BLOCK_ROWS];
      for (int i = 0; i < table.blocks(); i++) {
        of.read(i, block);
        for (int at = 0; at < table.rowsOf(i); at++) {
          int slot = slot(block[at]);
          ids[slot] = block[at];
          rows[slot] = i * Table.BLOCK_ROWS + at + 1;
        }
      }
    }

    int find(long id) {
      return rows[slot(id)] - 1;
    }

    private int slot(long id) {
      int at = (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & (ids.length - 1);
      while (rows[at] != 0 && ids[at] != id) {
        at = (at + 1) & (ids.length - 1);
      }
      return at;
    }
  }
}
