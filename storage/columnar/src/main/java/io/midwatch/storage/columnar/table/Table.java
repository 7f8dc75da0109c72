package io.midwatch.storage.columnar.table;

import io.midwatch.storage.contract.query.RowId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one signal in the order they were stored, read by column: a hot buffer as far as it was
 * published, or a segment. Rows count from 0; a block is {@link #BLOCK_ROWS} rows, the last may be
 * shorter. A table never changes and is thread-safe.
 *
 * <pre>
 * row   start (numbers)       name (coded)   attribute http.route (coded)   rest (bytes)
 *   0   1763776800000000000   2 "POST /pay"  2 "/pay"                       –
 *   1   1763776800000130000   3 "SELECT"     0 absent                       events, links
 * </pre>
 *
 * @throws io.midwatch.storage.contract.StoreException from every method, when the file behind it is
 *     damaged
 */
public interface Table {
  int BLOCK_ROWS = 8192;

  TableSchema schema();

  int rows();

  default int blocks() {
    return (rows() + BLOCK_ROWS - 1) / BLOCK_ROWS;
  }

  /** Rows of a block: {@link #BLOCK_ROWS}, or fewer in the last. */
  default int rowsOf(int block) {
    return Math.min(BLOCK_ROWS, rows() - block * BLOCK_ROWS);
  }

  /**
   * The same rows for one who reads every column once, from its first block to its last: may cost
   * some memory for as long as it is held, and be much cheaper to read.
   */
  default Table forWriting() {
    return this;
  }

  /** A column of the schema with a whole number in every row. */
  Numbers numbers(String column);

  /** A column of the schema whose values are in a dictionary. */
  Coded coded(String column);

  /** A column of the schema with bytes in every row, empty where nothing was stored. */
  Blobs blobs(String column);

  /** The attribute of the items themselves; {@link Coded#NONE} when no row has it. */
  Coded attribute(String key);

  /** Every attribute key that occurs in a row and has a column; others are in the rest. */
  Set<String> attributeKeys();

  /**
   * The keys of the attributes a row has in columns, in the order of all; may be more of them where
   * the table does not know.
   */
  default Set<String> attributeKeys(int row) {
    return attributeKeys();
  }

  /**
   * Every key of an attribute that some row keeps in its rest; null when nobody has listed them.
   */
  default @Nullable Set<String> keysInRest() {
    return null;
  }

  RowId id(int row);

  /** The first row whose id is not before this; {@link #rows()} when there is none. */
  int firstAtLeast(RowId id);

  /**
   * Rows that hold a code of an indexed column, ascending.
   *
   * @throws IllegalArgumentException when the schema does not index the column
   */
  int[] rowsWith(String column, int code);
}
