package io.midwatch.storage.columnar.row;

import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** Walks over the rows of a table by the codes of one column. */
final class Rows {
  private Rows() {}

  /** Rows whose code passes, ascending; {@link Coded#ABSENT} must not pass. */
  static void forEach(Table table, Coded codes, IntPredicate wanted, IntConsumer rows) {
    forEach(table, 0, codes, wanted, rows);
  }

  /** The same from a row on. */
  static void forEach(
      Table table, int fromRow, Coded codes, IntPredicate wanted, IntConsumer rows) {
    int[] block = new int[Table.BLOCK_ROWS];
    for (int b = fromRow / Table.BLOCK_ROWS; b < table.blocks(); b++) {
      if (codes.any(b)) {
        codes.read(b, block);
        int base = b * Table.BLOCK_ROWS;
        for (int i = Math.max(0, fromRow - base); i < table.rowsOf(b); i++) {
          if (wanted.test(block[i])) {
            rows.accept(base + i);
          }
        }
      }
    }
  }

  /** Whether any row may have a value. */
  static boolean any(Table table, Coded codes) {
    for (int b = 0; b < table.blocks(); b++) {
      if (codes.any(b)) {
        return true;
      }
    }
    return false;
  }
}
