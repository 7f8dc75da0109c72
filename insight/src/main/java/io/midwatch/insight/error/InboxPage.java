package io.midwatch.insight.error;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of the inbox.
 *
 * @param total bugs that were found, on all pages
 * @param states bugs by the label of their state, whatever states were asked for
 * @param beyond occurrences of bugs without a row of their own
 * @param next to ask on with, null when this was the last page
 */
public record InboxPage(
    List<InboxRow> rows,
    int total,
    Map<String, Long> states,
    long beyond,
    @Nullable String next,
    Completeness completeness) {
  public InboxPage {
    rows = List.copyOf(rows);
    states = Map.copyOf(states);
  }
}
