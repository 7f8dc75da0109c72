package io.midwatch.ui.table;

import io.midwatch.ui.shell.FormText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a list was asked for; empty fields are null.
 *
 * @param q text that the name of a row must contain, in any case
 * @param sort the column to order by, as the page names it; null is the page's own order
 * @param rows how many rows to show; anything else than a number is {@value #FIRST}
 */
public record ListForm(@Nullable String q, @Nullable String sort, @Nullable String rows) {
  /** Rows of a page before more are asked for. */
  static final int FIRST = 60;

  private static final int MOST = 1_000;

  public ListForm {
    q = FormText.orNull(q);
    sort = FormText.orNull(sort);
    rows = FormText.orNull(rows);
  }

  boolean matches(String name) {
    return q == null || name.toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT));
  }

  int limit() {
    return rows == null || !rows.matches("\\d{1,4}")
        ? FIRST
        : Math.clamp(Integer.parseInt(rows), 1, MOST);
  }
}
