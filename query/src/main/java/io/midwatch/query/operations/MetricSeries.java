package io.midwatch.query.operations;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.storage.contract.query.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums and reads number series that say the same thing of one entity. Pure. */
final class MetricSeries {
  private static final long FRESH_NANOS = 300_000_000_000L;

  private MetricSeries() {}

  /** The first of the keys the series has, on its points, then on its resource; empty without. */
  static String label(Series series, List<String> keys) {
    SeriesIdentity identity = series.identity();
    for (String key : keys) {
      AttributeValue value = identity.attributes().find(key);
      value = value == null ? identity.resource().find(key) : value;
      if (value != null && !value.text().isEmpty()) {
        return value.text();
      }
    }
    return "";
  }

  /**
   * Of several names of one meaning only the newest that is present counts, so that a sender of
   * both is not counted twice.
   */
  static List<Series> newestName(List<Series> series, List<String> names) {
    for (String name : names) {
      List<Series> named =
          series.stream().filter(one -> one.identity().name().equals(name)).toList();
      if (!named.isEmpty()) {
        return named;
      }
    }
    return List.of();
  }

  /** The last value, null when there is none within five minutes before {@code until}. */
  static @Nullable Double latest(Series series, long until) {
    List<ValuePoint> points = MetricLookup.numbers(series);
    if (points.isEmpty() || points.getLast().timeUnixNano() < until - FRESH_NANOS) {
      return null;
    }
    return points.getLast().value();
  }

  /** Sum of the last values of all series that have one, null when none has. */
  static @Nullable Double latestSum(List<Series> series, long until) {
    Double sum = null;
    for (Series one : series) {
      Double value = latest(one, until);
      if (value != null) {
        sum = (sum == null ? 0 : sum) + value;
      }
    }
    return sum;
  }

  /** The largest of the last values, null when there is none. */
  static @Nullable Double latestMax(List<Series> series, long until) {
    Double max = null;
    for (Series one : series) {
      Double value = latest(one, until);
      if (value != null && (max == null || value > max)) {
        max = value;
      }
    }
    return max;
  }

  /** Per step the sum over series of each one's last value in the step. */
  static List<ValuePoint> summed(List<Series> series, long stepNanos) {
    Map<Long, Double> sums = new TreeMap<>();
    for (Series one : series) {
      Map<Long, Double> last = new TreeMap<>();
      for (ValuePoint point : MetricLookup.numbers(one)) {
        last.put(Math.floorDiv(point.timeUnixNano(), stepNanos) * stepNanos, point.value());
      }
      last.forEach((step, value) -> sums.merge(step, value, Double::sum));
    }
    List<ValuePoint> points = new ArrayList<>();
    sums.forEach((step, value) -> points.add(new ValuePoint(step, value)));
    return points;
  }
}
