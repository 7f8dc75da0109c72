package io.midwatch.storage.contract.query;

import java.util.List;

/**
 * Find metric series with their points. A series answers when all matchers hold.
 *
 * @param maxSeries series in the answer, beyond it is incomplete
 */
public record SeriesQuery(
    QueryScope scope,
    TimeRange range,
    List<LabelMatcher> matchers,
    int maxSeries,
    QueryLimits limits) {
  public SeriesQuery {
    matchers = List.copyOf(matchers);
    if (maxSeries < 1) {
      throw new IllegalArgumentException("maxSeries must be positive: " + maxSeries);
    }
  }

  public static SeriesQuery of(TimeRange range, LabelMatcher... matchers) {
    return new SeriesQuery(QueryScope.ALL, range, List.of(matchers), 10_000, QueryLimits.DEFAULT);
  }
}
