package io.midwatch.storage.columnar.query;

import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.query.Field;
import java.util.Set;

/**
 * The rows of one table as questions see them: by field, whatever was sent. Thread-safe.
 *
 * @param <T> what a row is, a span or a log record
 */
public interface Part<T> {
  Table table();

  /** The time a row is filed under, epoch nanoseconds. */
  Numbers times();

  /**
   * A field over all rows; {@code Absent} when no row has it.
   *
   * @throws IllegalArgumentException for a rollup's dimension
   */
  PartColumn column(Field field);

  /** Names of the free attributes of items and resources that occur in some row. */
  Set<String> attributeNames();

  /** Those of {@link #attributeNames} that are no column, or not for every row. */
  default RareAttributes rare() {
    return RareAttributes.NONE;
  }

  /** The whole row, the caller's own. */
  T item(int row);
}
