package io.midwatch.query.errors;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * Bugs that struck in a window, in no particular order.
 *
 * @param beyond occurrences of bugs that have no row of their own because there were too many
 */
public record Errors(List<ErrorRow> rows, long beyond, Completeness completeness) {
  public Errors {
    rows = List.copyOf(rows);
  }
}
