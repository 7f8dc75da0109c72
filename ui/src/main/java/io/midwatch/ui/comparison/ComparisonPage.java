package io.midwatch.ui.comparison;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /traces/compare} and its {@code .json}.
 *
 * @param title what was called: the endpoint of the trace's first span
 * @param other null when there is no trace to compare with
 * @param asked what was asked for as the other one, empty for a usual one
 * @param among traces the usual one was chosen from
 * @param sentence what differs most, empty when nothing stands out
 * @param rows in the order of the tree, those that differ most with what is above them
 * @param all rows there would be
 * @param notes why spans of a trace may be missing, empty when none is
 */
public record ComparisonPage(
    String title,
    Compared one,
    @Nullable Compared other,
    String asked,
    int among,
    String sentence,
    List<ComparisonRow> rows,
    int all,
    List<String> notes) {
  public ComparisonPage {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /** One of the two traces. */
  public record Compared(
      String traceId, long startUnixNano, long durationNanos, int spans, int errors) {}

  /** The largest difference of a row. */
  public long mostNanos() {
    return rows.stream().mapToLong(row -> Math.abs(row.moreNanos())).max().orElse(0);
  }
}
