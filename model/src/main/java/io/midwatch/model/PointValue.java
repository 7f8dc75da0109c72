package io.midwatch.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of one metric point. */
public sealed interface PointValue {

  /** An integer number. */
  record LongPoint(long value) implements PointValue {}

  /** A floating-point number. */
  record DoublePoint(double value) implements PointValue {}

  /**
   * An explicit-bucket histogram. {@code bucketCounts} has one entry more than {@code bounds}, or
   * both are empty; bucket i holds values in {@code (bounds[i-1], bounds[i]]}.
   */
  record HistogramPoint(
      long count,
      @Nullable Double sum,
      @Nullable Double min,
      @Nullable Double max,
      List<Double> bounds,
      List<Long> bucketCounts)
      implements PointValue {
    public HistogramPoint {
      bounds = List.copyOf(bounds);
      bucketCounts = List.copyOf(bucketCounts);
    }
  }

  /**
   * An exponential histogram: bucket index i holds values in {@code (base^i, base^(i+1)]} with
   * {@code base = 2^(2^-scale)}.
   */
  record ExponentialHistogramPoint(
      long count,
      @Nullable Double sum,
      @Nullable Double min,
      @Nullable Double max,
      int scale,
      long zeroCount,
      double zeroThreshold,
      Buckets positive,
      Buckets negative)
      implements PointValue {}

  /** Dense counts of consecutive bucket indexes, the first at {@code offset}. */
  record Buckets(int offset, List<Long> counts) {
    public static final Buckets NONE = new Buckets(0, List.of());

    public Buckets {
      counts = List.copyOf(counts);
    }
  }

  /** Quantiles computed by the sender. */
  record SummaryPoint(long count, double sum, List<Quantile> quantiles) implements PointValue {
    public SummaryPoint {
      quantiles = List.copyOf(quantiles);
    }
  }

  /** {@code quantile} in [0, 1] and its value. */
  record Quantile(double quantile, double value) {}

  /** The series ended here: OTLP's no-recorded-value flag, Prometheus' staleness marker. */
  record NoRecordedValue() implements PointValue {}
}
