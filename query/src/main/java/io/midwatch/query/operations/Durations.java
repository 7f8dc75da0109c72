package io.midwatch.query.operations;

import io.midwatch.model.PointValue;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mean of durations that were sent as histograms or summaries, in the unit of their metric.
 *
 * <pre>
 * cumulative  count 10 14, sum 2.0 s 2.6 s → 0.6 s of 4, 0.15 s
 * </pre>
 */
final class Durations {
  private Durations() {}

  /** Over all series, null when none was recorded in the range. */
  static @Nullable Double mean(List<ReadSeries> series, TimeRange range) {
    double count = 0;
    double sum = 0;
    for (ReadSeries one : series) {
      List<ValuePoint> counts = new ArrayList<>();
      List<ValuePoint> sums = new ArrayList<>();
      for (Series.Sample sample : one.series().samples()) {
        Recorded recorded = recorded(sample.value());
        if (recorded != null) {
          counts.add(new ValuePoint(sample.timeUnixNano(), recorded.count));
          sums.add(new ValuePoint(sample.timeUnixNano(), recorded.sum));
        }
      }
      if (!counts.isEmpty()) {
        count += Counted.growth(one, counts, range);
        sum += Counted.growth(one, sums, range) * one.reading().factor();
      }
    }
    return count <= 0 ? null : sum / count;
  }

  private record Recorded(long count, double sum) {}

  /** Null where nothing was said of the sum. */
  private static @Nullable Recorded recorded(PointValue value) {
    return switch (value) {
      case PointValue.HistogramPoint point -> recorded(point.count(), point.sum());
      case PointValue.ExponentialHistogramPoint point -> recorded(point.count(), point.sum());
      case PointValue.SummaryPoint point -> recorded(point.count(), point.sum());
      case PointValue.LongPoint _, PointValue.DoublePoint _, PointValue.NoRecordedValue _ -> null;
    };
  }

  private static @Nullable Recorded recorded(long count, @Nullable Double sum) {
    return sum == null ? null : new Recorded(count, sum);
  }
}
