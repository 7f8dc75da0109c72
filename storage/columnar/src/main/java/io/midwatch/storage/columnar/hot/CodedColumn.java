package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.TableSchema.Hint;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A code in every row, and for an indexed column the chain of rows of each code. */
final class CodedColumn {
  private final Arena arena;
  private final IntRows codes;
  private final ValueColumn values;
  private final @Nullable RowChains chains;

  /** Names of values {@link #intern} could not give a code; code -1 is the first. */
  private long[] repeatedOutside = new long[4];

  private int repeatedCount;
  private int filledBlock = -1;

  CodedColumn(ByteHash hash, Arena arena, AtomicLong memory, Hint hint) {
    this.arena = arena;
    codes = new IntRows(memory);
    chains = hint == Hint.INDEXED ? new RowChains(memory) : null;
    values = new ValueColumn(hash, arena, memory, limits(hint));
  }

  private static Dictionary.Limits limits(Hint hint) {
    return hint == Hint.INDEXED ? Dictionary.Limits.INDEXED : Dictionary.Limits.VALUES;
  }

  void open(int row) {
    codes.open(row);
    if (chains != null) {
      chains.open(row);
    }
  }

  void set(int row, ByteSlice valueBytes) {
    byte[] array = valueBytes.array();
    int offset = valueBytes.offset();
    set(row, array[offset], array, offset + 1, valueBytes.length() - 1);
  }

  void set(int row, byte tag, byte[] array, int offset, int length) {
    put(row, values.put(row, tag, array, offset, length));
  }

  void setNumber(int row, byte tag, long bits) {
    put(row, values.putNumber(row, tag, bits));
  }

  /** A code, or a negative number for a value the dictionary does not take. */
  int intern(ByteSlice valueBytes) {
    int code = values.intern(valueBytes);
    if (code != Coded.OUTSIDE) {
      return code;
    }
    if (repeatedCount == repeatedOutside.length) {
      repeatedOutside = Arrays.copyOf(repeatedOutside, 2 * repeatedCount);
    }
    repeatedOutside[repeatedCount] =
        arena.put(valueBytes.array(), valueBytes.offset(), valueBytes.length());
    return - ++repeatedCount;
  }

  /** Sets what {@link #intern} answered. */
  void set(int row, int code) {
    if (code < 0) {
      values.putOutside(row, repeatedOutside[-code - 1]);
    }
    put(row, code < 0 ? Coded.OUTSIDE : code);
  }

  private void put(int row, int code) {
    codes.set(row, code);
    int block = row >>> IntRows.SHIFT;
    if (block != filledBlock && code != Coded.ABSENT) {
      filledBlock = block;
      values.fill(block);
    }
  }

  int codeAt(int row) {
    return codes.at(row);
  }

  ValueColumn values() {
    return values;
  }

  boolean isIndexed() {
    return chains != null;
  }

  /** Chains the row to others of its code. */
  void end(int row) {
    int code = codes.at(row);
    if (code >= Coded.FIRST) {
      chains().add(code, row);
    }
  }

  Coded view(int rows) {
    return new View(this, rows);
  }

  /**
   * @throws IllegalArgumentException when the column is not indexed
   */
  RowChains chains() {
    if (chains == null) {
      throw new IllegalArgumentException("the column is not indexed");
    }
    return chains;
  }

  private static final class View extends ValueView {
    private final CodedColumn column;

    View(CodedColumn column, int rows) {
      super(column.values, rows);
      this.column = column;
    }

    @Override
    public void read(int block, int[] into) {
      System.arraycopy(column.codes.block(block), 0, into, 0, rowsOf(block));
    }

    @Override
    public int codeAt(int row) {
      return column.codes.at(row);
    }
  }
}
