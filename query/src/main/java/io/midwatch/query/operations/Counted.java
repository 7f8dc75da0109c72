package io.midwatch.query.operations;

import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much counters grew. What grew before the first point of a range counts only where the counter
 * began in the range, so a count may lack one interval, never have one too many.
 *
 * <pre>
 * cumulative  100 130 150 5 25  → 30 + 20 + 5 (began anew) + 20 = 75
 * delta        10  30  20       → 60
 * </pre>
 */
final class Counted {
  private Counted() {}

  /** Sum over the series, null when there is none. */
  static @Nullable Double in(List<ReadSeries> series, TimeRange range) {
    Double sum = null;
    for (ReadSeries one : series) {
      List<ValuePoint> points = one.numbers();
      if (!points.isEmpty()) {
        sum = (sum == null ? 0 : sum) + growth(one, points, range);
      }
    }
    return sum;
  }

  /** Of counts or sums that the series sent at these points, at least one. */
  static double growth(ReadSeries series, List<ValuePoint> points, TimeRange range) {
    if (series.series().identity().temporality() == Temporality.DELTA) {
      return points.stream().mapToDouble(ValuePoint::value).sum();
    }
    long began = series.series().samples().getFirst().startTimeUnixNano();
    double grown = began > 0 && range.contains(began) ? points.getFirst().value() : 0;
    for (int i = 1; i < points.size(); i++) {
      double before = points.get(i - 1).value();
      double value = points.get(i).value();
      grown += value >= before ? value - before : value;
    }
    return grown;
  }
}
