package io.midwatch.storage.contract.write;

import io.midwatch.model.PointValue;
import io.midwatch.model.PointValue.Buckets;
import io.midwatch.model.PointValue.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies the value of a point out of its reused header. */
final class RecordedPointValues {
  private RecordedPointValues() {}

  static PointValue of(PointHeader header) {
    return switch (header.kind) {
      case LONG -> new PointValue.LongPoint(header.longValue);
      case DOUBLE -> new PointValue.DoublePoint(header.doubleValue);
      case HISTOGRAM ->
          new PointValue.HistogramPoint(
              header.count,
              optional(header.hasSum, header.sum),
              optional(header.hasMin, header.min),
              optional(header.hasMax, header.max),
              doubles(header.bounds, header.boundsLength),
              longs(header.counts, header.countsLength));
      case EXPONENTIAL_HISTOGRAM ->
          new PointValue.ExponentialHistogramPoint(
              header.count,
              optional(header.hasSum, header.sum),
              optional(header.hasMin, header.min),
              optional(header.hasMax, header.max),
              header.scale,
              header.zeroCount,
              header.zeroThreshold,
              new Buckets(header.positiveOffset, longs(header.counts, header.countsLength)),
              new Buckets(
                  header.negativeOffset,
                  longs(header.negativeCounts, header.negativeCountsLength)));
      case SUMMARY -> new PointValue.SummaryPoint(header.count, header.sum, quantiles(header));
      case NO_RECORDED_VALUE -> new PointValue.NoRecordedValue();
    };
  }

  private static @Nullable Double optional(boolean present, double value) {
    return present ? Double.valueOf(value) : null;
  }

  private static List<Double> doubles(double[] values, int length) {
    return Arrays.stream(values, 0, length).boxed().toList();
  }

  private static List<Long> longs(long[] values, int length) {
    return Arrays.stream(values, 0, length).boxed().toList();
  }

  private static List<Quantile> quantiles(PointHeader header) {
    List<Quantile> quantiles = new ArrayList<>(header.boundsLength);
    for (int i = 0; i < header.boundsLength; i++) {
      quantiles.add(new Quantile(header.bounds[i], header.quantileValues[i]));
    }
    return quantiles;
  }
}
