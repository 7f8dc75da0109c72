package io.midwatch.storage.columnar.hot;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import org.jspecify.annotations.Nullable;

/** A coded column up to a row count and the code count that goes with it. */
abstract class ValueView implements Coded {
  private final ValueColumn values;
  private final int codeCount;
  private final int rows;

  ValueView(ValueColumn values, int rows) {
    this.values = values;
    this.rows = rows;
    this.codeCount = values.codeCount();
  }

  final int rowsOf(int block) {
    return Math.min(Table.BLOCK_ROWS, rows - block * Table.BLOCK_ROWS);
  }

  @Override
  public final int codeCount() {
    return codeCount;
  }

  @Override
  public final AttributeValue value(int code) {
    if (code < FIRST || code >= codeCount) {
      throw new IllegalArgumentException("no code " + code + ", they end before " + codeCount);
    }
    return values.value(code);
  }

  @Override
  public final byte[] bytes(int code) {
    return values.bytes(code);
  }

  @Override
  public final int find(AttributeValue value) {
    return values.find(value, codeCount);
  }

  @Override
  public final @Nullable AttributeValue valueAt(int row) {
    int code = codeAt(row);
    return switch (code) {
      case ABSENT -> null;
      case OUTSIDE -> values.outsideValue(row);
      default -> values.value(code);
    };
  }

  @Override
  public final int present(int block, int rows) {
    int[] codes = new int[Table.BLOCK_ROWS];
    read(block, codes);
    int present = 0;
    for (int i = 0; i < rows; i++) {
      present += codes[i] == ABSENT ? 0 : 1;
    }
    return present;
  }

  @Override
  public final boolean any(int block) {
    return values.any(block);
  }

  /** Looked up anew each time: the rows of the view were published before it was made. */
  @Override
  public final boolean mayBeOutside() {
    return values.mayBeOutside();
  }
}
