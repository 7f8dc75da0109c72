package io.midwatch.insight.error;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the inbox.
 *
 * @param total bugs that were found, on all pages
 * @param beyond occurrences of bugs without a row of their own
 * @param next to ask on with, null when this was the last page
 */
public record InboxPage(
    List<InboxRow> rows, int total, long beyond, @Nullable String next, Completeness completeness) {
  public InboxPage {
    rows = List.copyOf(rows);
  }
}
