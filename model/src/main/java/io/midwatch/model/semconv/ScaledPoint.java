package io.midwatch.model.semconv;

import io.midwatch.model.PointValue;
import io.midwatch.model.PointValue.Buckets;
import io.midwatch.model.PointValue.DoublePoint;
import io.midwatch.model.PointValue.ExponentialHistogramPoint;
import io.midwatch.model.PointValue.HistogramPoint;
import io.midwatch.model.PointValue.LongPoint;
import io.midwatch.model.PointValue.NoRecordedValue;
import io.midwatch.model.PointValue.Quantile;
import io.midwatch.model.PointValue.SummaryPoint;
import org.jspecify.annotations.Nullable;

/** Points in another unit: milliseconds as seconds. */
final class ScaledPoint {
  private ScaledPoint() {}

  /**
   * The point with every value times {@code factor}, which is positive. Counts stay. The buckets of
   * an exponential histogram move by a whole number of indexes, so its bounds are right within half
   * a bucket.
   */
  static PointValue of(PointValue sent, double factor) {
    if (factor == 1) {
      return sent;
    }
    return switch (sent) {
      case LongPoint(long value) -> new DoublePoint(value * factor);
      case DoublePoint(double value) -> new DoublePoint(value * factor);
      case HistogramPoint point ->
          new HistogramPoint(
              point.count(),
              times(point.sum(), factor),
              times(point.min(), factor),
              times(point.max(), factor),
              point.bounds().stream().map(bound -> bound * factor).toList(),
              point.bucketCounts());
      case ExponentialHistogramPoint point -> exponential(point, factor);
      case SummaryPoint point ->
          new SummaryPoint(
              point.count(),
              point.sum() * factor,
              point.quantiles().stream()
                  .map(quantile -> new Quantile(quantile.quantile(), quantile.value() * factor))
                  .toList());
      case NoRecordedValue none -> none;
    };
  }

  private static PointValue exponential(ExponentialHistogramPoint point, double factor) {
    int moved =
        (int) Math.rint(Math.scalb(Math.log(factor) / Math.log(2), Math.min(point.scale(), 24)));
    return new ExponentialHistogramPoint(
        point.count(),
        times(point.sum(), factor),
        times(point.min(), factor),
        times(point.max(), factor),
        point.scale(),
        point.zeroCount(),
        point.zeroThreshold() * factor,
        moved(point.positive(), moved),
        moved(point.negative(), moved));
  }

  private static Buckets moved(Buckets buckets, int by) {
    return buckets.counts().isEmpty()
        ? buckets
        : new Buckets(buckets.offset() + by, buckets.counts());
  }

  private static @Nullable Double times(@Nullable Double value, double factor) {
    return value == null ? null : value * factor;
  }
}
