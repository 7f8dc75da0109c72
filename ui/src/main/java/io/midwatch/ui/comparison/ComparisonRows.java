package io.midwatch.ui.comparison;

import io.midwatch.query.traces.TraceComparison;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which rows of a comparison are shown. Pure. */
final class ComparisonRows {
  private ComparisonRows() {}

  /**
   * At most so many rows in the order of the tree: those whose failures differ, then by the
   * difference in time, each with what is above it as far as there is room.
   */
  static List<ComparisonRow> of(List<TraceComparison.Row> rows, int most) {
    BitSet kept = new BitSet(rows.size());
    IntStream.range(0, rows.size())
        .boxed()
        .sorted(Comparator.comparing(rows::get, weight()))
        .limit(most)
        .forEach(i -> keep(rows, kept, i, most));
    return kept.stream().mapToObj(rows::get).map(ComparisonRow::of).toList();
  }

  private static Comparator<TraceComparison.Row> weight() {
    return Comparator.comparing(
            (TraceComparison.Row row) -> row.one().failed() == row.other().failed())
        .thenComparing(row -> -Math.abs((double) row.moreSelfNanos()));
  }

  private static void keep(List<TraceComparison.Row> rows, BitSet kept, int index, int most) {
    int room = most - kept.cardinality();
    for (int i = index; i >= 0 && !kept.get(i) && room > 0; i = rows.get(i).parent()) {
      kept.set(i);
      room--;
    }
  }
}
