package io.midwatch.query.promql.function;

import io.midwatch.query.promql.histogram.BucketCounts;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.syntax.Numbers;
import io.midwatch.query.promql.syntax.TextRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The series of a vector by the histogram they belong to: those of {@code le} labels together, and
 * native ones.
 */
final class ClassicHistograms {
  private static final String BOUND = "le";

  private final Map<Labels, List<Series>> byLabels = new LinkedHashMap<>();
  private final List<Column> natives = new ArrayList<>();

  /** One bucket's cumulative counts over time. */
  private record Series(double bound, Column counts) {}

  static ClassicHistograms of(FunctionCall call, int argument) {
    ClassicHistograms found = new ClassicHistograms();
    TextRange place = call.places().get(argument);
    for (Column column : call.vector(argument)) {
      if (column.hasHistograms()) {
        found.natives.add(column);
      }
      if (!hasNumbers(column)) {
        continue;
      }
      String text = column.labels().get(BOUND);
      Double bound = Numbers.parseDecimal(text);
      if (bound == null) {
        call.annotations()
            .warn(
                "bucket label \"le\" is missing or has a malformed value of "
                    + io.midwatch.query.promql.syntax.Quoting.quote(text)
                    + Remarks.forMetric(column.labels().metric()),
                place);
      } else {
        found
            .byLabels
            .computeIfAbsent(column.labels().without(List.of(BOUND)), _ -> new ArrayList<>())
            .add(new Series(bound, column));
      }
    }
    found.byLabels.values().forEach(all -> all.sort((a, b) -> Double.compare(a.bound, b.bound)));
    return found;
  }

  private static boolean hasNumbers(Column column) {
    for (int i = 0; i < column.size(); i++) {
      if (column.has(i) && column.histogram(i) == null) {
        return true;
      }
    }
    return false;
  }

  List<Column> natives() {
    return natives;
  }

  Iterable<Labels> labels() {
    return byLabels.keySet();
  }

  /** Whether a classic histogram of these labels has a bucket at a position. */
  boolean has(Labels labels, int position) {
    return byLabels.getOrDefault(labels.without(List.of(BOUND)), List.of()).stream()
        .anyMatch(series -> isNumber(series.counts, position));
  }

  private static boolean isNumber(Column column, int position) {
    return column.has(position) && column.histogram(position) == null;
  }

  /** The buckets at a position by bound ascending, those of one bound together. */
  Buckets at(Labels labels, int position) {
    List<Series> series = byLabels.getOrDefault(labels, List.of());
    double[] bounds = new double[series.size()];
    double[] counts = new double[series.size()];
    int size = 0;
    for (Series bucket : series) {
      if (isNumber(bucket.counts, position)) {
        double count = bucket.counts.value(position);
        if (size > 0 && bounds[size - 1] == bucket.bound) {
          counts[size - 1] += count;
        } else {
          bounds[size] = bucket.bound;
          counts[size++] = count;
        }
      }
    }
    return new Buckets(bounds, counts, size);
  }

  /** Cumulative counts by upper bound. Mutable: repaired in place. */
  static final class Buckets {
    private static final double TINY = 1e-12;

    private final double[] bounds;
    private final double[] counts;
    private final int size;

    Buckets(double[] bounds, double[] counts, int size) {
      this.bounds = bounds;
      this.counts = counts;
      this.size = size;
    }

    boolean isEmpty() {
      return size == 0;
    }

    boolean isClosed() {
      return size > 0 && bounds[size - 1] == Double.POSITIVE_INFINITY;
    }

    double total() {
      return counts[size - 1];
    }

    /** Removes what falls; tells whether more than rounding had to be. */
    boolean repair() {
      boolean forced = false;
      double before = counts[0];
      for (int i = 1; i < size; i++) {
        double count = counts[i];
        if (count == before) {
          continue;
        }
        boolean tiny =
            Math.abs(count - before) / Math.max(Math.abs(count) + Math.abs(before), TINY) < TINY;
        if (tiny || count < before) {
          counts[i] = before;
          forced |= !tiny;
        } else {
          before = count;
        }
      }
      return forced;
    }

    double quantile(double quantile) {
      if (size < 2 || total() == 0 || Double.isNaN(total())) {
        return Double.NaN;
      }
      double rank = quantile * total();
      int found = 0;
      while (found < size - 1 && counts[found] < rank) {
        found++;
      }
      if (found == size - 1) {
        return bounds[size - 2];
      }
      if (found == 0 && bounds[0] <= 0) {
        return bounds[0];
      }
      double start = found == 0 ? 0 : bounds[found - 1];
      double below = found == 0 ? 0 : counts[found - 1];
      return start + (bounds[found] - start) * ((rank - below) / (counts[found] - below));
    }

    /** As a native histogram of custom bounds. */
    FloatHistogram toNative() {
      double[] own = new double[size];
      for (int i = 0; i < size; i++) {
        own[i] = counts[i] - (i == 0 ? 0 : counts[i - 1]);
      }
      double[] finite = java.util.Arrays.copyOf(bounds, size - 1);
      return FloatHistogram.custom(finite, total(), 0, BucketCounts.dense(0, own));
    }
  }
}
