package io.midwatch.storage.contract.query;

import java.util.ArrayList;
import java.util.List;

/** Takes series and joins what a long one comes in. Not thread-safe. */
public final class WholeSeries implements SeriesVisitor {
  private final List<Series> series = new ArrayList<>();

  @Override
  public boolean visit(Series chunk) {
    if (!series.isEmpty() && series.getLast().identity().equals(chunk.identity())) {
      Series before = series.removeLast();
      List<Series.Sample> all = new ArrayList<>(before.samples());
      all.addAll(chunk.samples());
      series.add(
          new Series(
              chunk.identity(),
              chunk.labels(),
              chunk.metric(),
              chunk.resource(),
              chunk.scope(),
              all));
    } else {
      series.add(chunk);
    }
    return true;
  }

  /** Every series once, in the order they came; the caller's own. */
  public List<Series> series() {
    return new ArrayList<>(series);
  }
}
