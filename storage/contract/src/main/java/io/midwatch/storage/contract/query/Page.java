package io.midwatch.storage.contract.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of rows.
 *
 * @param next to ask on with, null when no row follows
 * @param previous the place of the first row: asked with the opposite sort it gives the page
 *     before; null when the page is empty
 */
public record Page<T>(
    List<Row<T>> rows,
    @Nullable Cursor next,
    @Nullable Cursor previous,
    Completeness completeness) {
  public Page {
    rows = List.copyOf(rows);
  }

  /** All there is. */
  public static <T> Page<T> whole(List<Row<T>> rows) {
    return new Page<>(rows, null, null, Completeness.exact(rows.size()));
  }

  public List<T> items() {
    return rows.stream().map(Row::item).toList();
  }
}
