package io.midwatch.storage.contract.query;

import java.util.Optional;

/**
 * A place between two rows of a search, by the sort value and row id of the row it follows. Text
 * form {@code value_rowid}; it stays valid while rows come and go.
 */
public record Cursor(long sortValue, RowId row) {

  public String text() {
    return sortValue + "_" + row.text();
  }

  public static Optional<Cursor> parse(String text) {
    int split = text.indexOf('_');
    if (split < 0) {
      return Optional.empty();
    }
    try {
      long value = Long.parseLong(text.substring(0, split));
      return RowId.parse(text.substring(split + 1)).map(row -> new Cursor(value, row));
    } catch (NumberFormatException notACursor) {
      return Optional.empty();
    }
  }
}
