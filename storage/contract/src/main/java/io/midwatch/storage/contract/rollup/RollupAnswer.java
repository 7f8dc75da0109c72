package io.midwatch.storage.contract.rollup;

import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;

/**
 * Rows by bucket, then key ascending, the overflow row of a bucket last. A bucket nothing was
 * counted in has no row. When no dimension is kept, a bucket has one row and the overflow is in it;
 * when rows are filtered, the overflow cannot be told apart and is left out, and the answer is not
 * complete.
 *
 * @param table the table read, to find positions by name
 * @param covered the range the rows cover, in whole buckets
 */
public record RollupAnswer(
    RollupTable table, TimeRange covered, List<RollupRow> rows, Completeness completeness) {
  public RollupAnswer {
    rows = List.copyOf(rows);
  }

  /** A counter of a row by name. */
  public long count(RollupRow row, String counter) {
    return row.counters().get(table.counter(counter));
  }

  public ExponentialHistogram histogram(RollupRow row, String histogram) {
    return row.histograms().get(table.histogram(histogram));
  }

  public long distinct(RollupRow row, String sketch) {
    return row.sketches().get(table.sketch(sketch)).estimate();
  }
}
