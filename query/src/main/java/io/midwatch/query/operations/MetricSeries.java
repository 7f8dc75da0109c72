package io.midwatch.query.operations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums and reads number series that say the same thing of one entity. Pure. */
final class MetricSeries {
  private static final long LONGEST_FRESH_NANOS = 300_000_000_000L;
  private static final long LEAST_FRESH_NANOS = 90_000_000_000L;

  /** Gaps between the last points by which a series' interval is told. */
  private static final int GAPS = 5;

  private MetricSeries() {}

  /**
   * The last value, null when it has become old by {@code until}: three intervals of the series
   * have passed without another, 90 s at least and five minutes at most. What an instance last said
   * of itself must not outlive it for long, or a process that has ended goes on being short of
   * connections.
   */
  static @Nullable Double latest(List<ValuePoint> points, long until) {
    if (points.isEmpty() || points.getLast().timeUnixNano() < until - freshNanos(points)) {
      return null;
    }
    return points.getLast().value();
  }

  private static long freshNanos(List<ValuePoint> points) {
    int gaps = Math.min(GAPS, points.size() - 1);
    if (gaps == 0) {
      return LONGEST_FRESH_NANOS;
    }
    long[] last = new long[gaps];
    for (int i = 0; i < gaps; i++) {
      int at = points.size() - 1 - i;
      last[i] = points.get(at).timeUnixNano() - points.get(at - 1).timeUnixNano();
    }
    Arrays.sort(last);
    // The median: one gap, of a sender that paused, says nothing of its interval.
    long interval = Math.min(last[gaps / 2], LONGEST_FRESH_NANOS);
    return Math.clamp(3 * interval, LEAST_FRESH_NANOS, LONGEST_FRESH_NANOS);
  }

  /** Sum of the last values of all series that have one, null when none has. */
  static @Nullable Double latestSum(List<ReadSeries> series, long until) {
    Double sum = null;
    for (ReadSeries one : series) {
      Double value = latest(one.numbers(), until);
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
      Double value = latest(one.numbers(), until);
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
