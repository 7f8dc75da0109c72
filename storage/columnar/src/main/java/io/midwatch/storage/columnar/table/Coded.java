package io.midwatch.storage.columnar.table;

import io.midwatch.model.AttributeValue;
import org.jspecify.annotations.Nullable;

/**
 * A column whose distinct values have numbers. Code {@link #ABSENT} is a row without a value, code
 * {@link #OUTSIDE} a row whose value is not in the dictionary because that was full; dictionary
 * codes begin at {@link #FIRST}. Equal values have one code. Thread-safe.
 */
public interface Coded {
  int ABSENT = 0;
  int OUTSIDE = 1;
  int FIRST = 2;

  /** A column no row has a value of. */
  Coded NONE = new NoValues();

  /** The codes of a block's rows; the array holds at least as many. */
  void read(int block, int[] into);

  int codeAt(int row);

  /** Every code is below it. */
  int codeCount();

  /** The value of a dictionary code, {@code FIRST <= code < codeCount()}. */
  AttributeValue value(int code);

  /** The value of a dictionary code as {@link ValueBytes}, the caller's own. */
  default byte[] bytes(int code) {
    return ValueBytes.of(value(code));
  }

  /**
   * The code of exactly this value (a long is not a double), {@link #ABSENT} when the dictionary
   * does not have it. Rows that are {@link #OUTSIDE} may still hold it.
   */
  int find(AttributeValue value);

  /** The value of a row, also when it is outside the dictionary; null when absent. */
  @Nullable AttributeValue valueAt(int row);

  /** Whether a row of the block may have any value at all. */
  boolean any(int block);

  /**
   * Rows of the block that have a value; -1 when that shows only by their values.
   *
   * @param rows of the block
   */
  default int present(int block, int rows) {
    return -1;
  }

  /** False only when no row is {@link #OUTSIDE}: then a value without a code is in no row. */
  default boolean mayBeOutside() {
    return true;
  }

  /** False only when no value of a row is an array: then a value is found by its code alone. */
  default boolean mayHoldArrays() {
    return true;
  }
}
