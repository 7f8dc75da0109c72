package io.midwatch.query.promql.store;

import io.midwatch.model.PointValue.Buckets;
import io.midwatch.model.PointValue.ExponentialHistogramPoint;
import io.midwatch.query.promql.histogram.BucketCounts;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.histogram.HistogramArithmetic;
import org.jspecify.annotations.Nullable;

/**
 * OTLP's exponential histograms as native ones: the bucket of index i there is that of i + 1 here.
 * Source: OpenTelemetry specification, "Prometheus and OpenMetrics Compatibility".
 */
final class NativeHistograms {
  private static final int FINEST = 8;
  private static final int COARSEST = -4;

  /** What Prometheus takes for zero when the sender does not say. */
  private static final double ZERO_THRESHOLD = 1e-128;

  private NativeHistograms() {}

  /** Null when it is coarser than native histograms can be. */
  static @Nullable FloatHistogram of(ExponentialHistogramPoint point) {
    if (point.scale() < COARSEST) {
      return null;
    }
    Double sum = point.sum();
    FloatHistogram histogram =
        FloatHistogram.exponential(
            point.scale(),
            point.zeroThreshold() == 0 ? ZERO_THRESHOLD : point.zeroThreshold(),
            point.zeroCount(),
            point.count(),
            sum == null ? 0 : sum,
            counts(point.positive()),
            counts(point.negative()));
    return HistogramArithmetic.reduced(histogram, FINEST);
  }

  private static BucketCounts counts(Buckets buckets) {
    double[] counts = buckets.counts().stream().mapToDouble(Long::doubleValue).toArray();
    return BucketCounts.dense(buckets.offset() + 1, counts);
  }
}
