package io.midwatch.query.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums and reads number series that say the same thing of one entity. Pure. */
final class MetricSeries {
  private static final long FRESH_NANOS = 300_000_000_000L;

  private MetricSeries() {}

  /** The last value, null when there is none within five minutes before {@code until}. */
  static @Nullable Double latest(ReadSeries series, long until) {
    List<ValuePoint> points = series.numbers();
    if (points.isEmpty() || points.getLast().timeUnixNano() < until - FRESH_NANOS) {
      return null;
    }
    return points.getLast().value();
  }

  /** Sum of the last values of all series that have one, null when none has. */
  static @Nullable Double latestSum(List<ReadSeries> series, long until) {
    Double sum = null;
    for (ReadSeries one : series) {
      Double value = latest(one, until);
      if (value != null) {
        sum = (sum == null ? 0 : sum) + value;
      }
    }
    return sum;
  }

  /** The largest of the last values, null when there is none. */
  static @Nullable Double latestMax(List<ReadSeries> series, long until) {
    Double max = null;
    for (ReadSeries one : series) {
      Double value = latest(one, until);
      if (value != null && (max == null || value > max)) {
        max = value;
      }
    }
    return max;
  }

  /** Per step the largest value of any of them. */
  static List<ValuePoint> largest(List<ReadSeries> series, long stepNanos) {
    Map<Long, Double> largest = new TreeMap<>();
    for (ReadSeries one : series) {
      for (ValuePoint point : one.numbers()) {
        largest.merge(
            Math.floorDiv(point.timeUnixNano(), stepNanos) * stepNanos, point.value(), Math::max);
      }
    }
    List<ValuePoint> points = new ArrayList<>();
    largest.forEach((step, value) -> points.add(new ValuePoint(step, value)));
    return points;
  }

  /** Per step the sum over series of each one's last value in the step. */
  static List<ValuePoint> summed(List<ReadSeries> series, long stepNanos) {
    Map<Long, Double> sums = new TreeMap<>();
    for (ReadSeries one : series) {
      Map<Long, Double> last = new TreeMap<>();
      for (ValuePoint point : one.numbers()) {
        last.put(Math.floorDiv(point.timeUnixNano(), stepNanos) * stepNanos, point.value());
      }
      last.forEach((step, value) -> sums.merge(step, value, Double::sum));
    }
    List<ValuePoint> points = new ArrayList<>();
    sums.forEach((step, value) -> points.add(new ValuePoint(step, value)));
    return points;
  }
}
