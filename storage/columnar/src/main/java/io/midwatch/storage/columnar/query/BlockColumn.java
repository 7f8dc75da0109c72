package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * A field of one part while a question reads it block by block: a block is decoded once, however
 * many filters, groupings and figures look at the field. Positions count from the block's first
 * row. Not thread-safe.
 */
sealed interface BlockColumn {
  /** The value of a row of the part, null when it does not have the field. */
  @Nullable AttributeValue valueAt(int row);

  /** False only when no row of the block has the field. */
  default boolean any(int block) {
    return true;
  }

  /** Below one row in so many, values are read one by one instead of by block. */
  int SPARSE = 8;

  static BlockColumn of(PartColumn column, Table table) {
    return switch (column) {
      case PartColumn.Absent _ -> new Absent();
      case PartColumn.ByCode(Coded codes) -> new Codes(codes, table);
      case PartColumn.ByNumber(Numbers numbers) -> new Longs(numbers, table);
      case PartColumn.ByText(Blobs texts, PartColumn.Values values) -> new Texts(texts, values);
      case PartColumn.ByRow(PartColumn.Values values) -> new Each(values);
    };
  }

  /** No row has it. */
  record Absent() implements BlockColumn {
    @Override
    public @Nullable AttributeValue valueAt(int row) {
      return null;
    }

    @Override
    public boolean any(int block) {
      return false;
    }
  }

  /** Values by code. */
  final class Codes implements BlockColumn {
    private final Coded coded;
    private final Table table;
    private int[] buffer = {};
    private int whole = -1;

    Codes(Coded coded, Table table) {
      this.coded = coded;
      this.table = table;
    }

    Coded coded() {
      return coded;
    }

    /** Codes by position; only those of the given positions are set. */
    int[] read(int block, int[] positions, int count) {
      if (whole == block) {
        return buffer;
      }
      if (buffer.length == 0) {
        buffer = new int[Table.BLOCK_ROWS];
      }
      if (count * SPARSE >= table.rowsOf(block)) {
        coded.read(block, buffer);
        whole = block;
        return buffer;
      }
      whole = -1;
      int base = block * Table.BLOCK_ROWS;
      for (int i = 0; i < count; i++) {
        buffer[positions[i]] = coded.codeAt(base + positions[i]);
      }
      return buffer;
    }

    @Override
    public @Nullable AttributeValue valueAt(int row) {
      return coded.valueAt(row);
    }

    @Override
    public boolean any(int block) {
      return coded.any(block);
    }
  }

  /** A long in every row. */
  final class Longs implements BlockColumn {
    private final Numbers numbers;
    private final Table table;
    private final long[] buffer = new long[Table.BLOCK_ROWS];
    private int whole = -1;

    Longs(Numbers numbers, Table table) {
      this.numbers = numbers;
      this.table = table;
    }

    Numbers numbers() {
      return numbers;
    }

    /** Numbers by position; only those of the given positions are set. */
    long[] read(int block, int[] positions, int count) {
      if (whole == block) {
        return buffer;
      }
      if (count * SPARSE >= table.rowsOf(block)) {
        numbers.read(block, buffer);
        whole = block;
        return buffer;
      }
      whole = -1;
      int base = block * Table.BLOCK_ROWS;
      for (int i = 0; i < count; i++) {
        buffer[positions[i]] = numbers.at(base + positions[i]);
      }
      return buffer;
    }

    @Override
    public AttributeValue valueAt(int row) {
      return AttributeValue.of(numbers.at(row));
    }
  }

  /** Texts with token filters. */
  record Texts(Blobs texts, PartColumn.Values values) implements BlockColumn {
    @Override
    public @Nullable AttributeValue valueAt(int row) {
      return values.at(row);
    }

    @Override
    public boolean any(int block) {
      return texts.any(block);
    }
  }

  /** Values that are read row by row. */
  record Each(PartColumn.Values values) implements BlockColumn {
    @Override
    public @Nullable AttributeValue valueAt(int row) {
      return values.at(row);
    }
  }
}
