package io.midwatch.query.metrics;

import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Series;
import java.util.List;

/** Series by label set ascending, with their points by time ascending. */
public record FoundSeries(List<Series> series, Completeness completeness) {
  public FoundSeries {
    series = List.copyOf(series);
  }
}
