package io.midwatch.query.operations;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of statements, the most time first.
 *
 * @param total statements on all pages
 * @param totalNanos time spent in all of them
 * @param next the cursor of the next page, null on the last
 */
public record Statements(
    List<StatementRow> rows,
    int total,
    double totalNanos,
    @Nullable String next,
    Completeness completeness) {
  public Statements {
    rows = List.copyOf(rows);
  }
}
