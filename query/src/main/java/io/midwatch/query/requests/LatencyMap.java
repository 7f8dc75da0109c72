package io.midwatch.query.requests;

import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests by time and duration, for a heat map: {@code columns[step].counts[row]}. Row {@code i}
 * holds durations above {@code bounds[i - 1]} (the first: any) and up to {@code bounds[i]},
 * nanoseconds, ascending by a constant factor. Empty without requests.
 */
public record LatencyMap(List<Double> boundsNanos, List<Column> columns) {
  public static final LatencyMap EMPTY = new LatencyMap(List.of(), List.of());

  private static final double FINEST = 1.33;
  private static final int MOST_ROWS = 32;

  public LatencyMap {
    boundsNanos = List.copyOf(boundsNanos);
    columns = List.copyOf(columns);
  }

  /** One step: as many counts as there are bounds. */
  public record Column(long startUnixNano, List<Long> counts) {
    public Column {
      counts = List.copyOf(counts);
    }
  }

  /** The distribution of one step. */
  record Step(long startUnixNano, ExponentialHistogram duration) {}

  static LatencyMap of(List<Step> steps) {
    ExponentialHistogram all = new ExponentialHistogram();
    steps.forEach(step -> all.merge(step.duration()));
    if (all.count() == 0) {
      return EMPTY;
    }
    List<Double> bounds = bounds(Math.max(1, all.min()), Math.max(1, all.max()));
    return new LatencyMap(
        bounds,
        steps.stream()
            .map(step -> new Column(step.startUnixNano(), counts(step.duration(), bounds)))
            .toList());
  }

  private static List<Double> bounds(double min, double max) {
    double factor = Math.max(FINEST, Math.pow(max / min, 1.0 / MOST_ROWS));
    List<Double> bounds = new ArrayList<>();
    double bound = min * factor;
    while (bound < max && bounds.size() < MOST_ROWS) {
      bounds.add(bound);
      bound *= factor;
    }
    bounds.add(Math.max(bound, max));
    return bounds;
  }

  private static List<Long> counts(ExponentialHistogram duration, List<Double> bounds) {
    List<Long> counts = new ArrayList<>();
    long below = 0;
    for (int i = 0; i < bounds.size(); i++) {
      boolean last = i == bounds.size() - 1;
      long upTo = last ? duration.count() : Math.round(duration.countAtMost(bounds.get(i)));
      counts.add(Math.max(0, upTo - below));
      below = Math.max(below, upTo);
    }
    return counts;
  }
}
