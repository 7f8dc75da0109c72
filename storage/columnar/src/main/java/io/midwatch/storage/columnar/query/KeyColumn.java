package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something made of a field's value, once per code where there are codes. Not thread-safe.
 *
 * @param <V> what is made
 */
final class KeyColumn<V> {
  private final BlockColumn column;
  private final Function<AttributeValue, V> make;
  private final @Nullable Object[] byCode;
  private int[] codes = new int[0];

  KeyColumn(BlockColumn column, Function<AttributeValue, V> make) {
    this.column = column;
    this.make = make;
    this.byCode =
        column instanceof BlockColumn.Codes known
            ? new Object[Math.max(Coded.FIRST, known.coded().codeCount())]
            : new Object[0];
  }

  /** Prepares for rows of a block; false when none of the block has a value. */
  boolean open(int block, int[] positions, int count) {
    if (!column.any(block)) {
      return false;
    }
    if (column instanceof BlockColumn.Codes known) {
      codes = known.read(block, positions, count);
    }
    return true;
  }

  /** What is made of the value of a row of the opened block, null when there is none. */
  @SuppressWarnings("unchecked") // the array holds nothing but what make returned
  @Nullable V at(int block, int position) {
    int row = block * Table.BLOCK_ROWS + position;
    if (!(column instanceof BlockColumn.Codes known)) {
      return make(column.valueAt(row));
    }
    int code = codes[position];
    if (code < Coded.FIRST) {
      return code == Coded.ABSENT ? null : make(known.valueAt(row));
    }
    Object made = byCode[code];
    if (made == null) {
      made = make.apply(known.coded().value(code));
      byCode[code] = made;
    }
    return (V) made;
  }

  private @Nullable V make(@Nullable AttributeValue value) {
    return value == null ? null : make.apply(value);
  }
}
