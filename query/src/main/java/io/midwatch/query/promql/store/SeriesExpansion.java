package io.midwatch.query.promql.store;

import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.PointValue;
import io.midwatch.model.PointValue.ExponentialHistogramPoint;
import io.midwatch.model.PointValue.HistogramPoint;
import io.midwatch.model.PointValue.SummaryPoint;
import io.midwatch.query.promql.histogram.CounterReset;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.histogram.HistogramArithmetic;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.syntax.Numbers;
import io.midwatch.storage.contract.query.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stored series apart to those PromQL sees, chunk by chunk. Deltas become sums on the way.
 * Not thread-safe.
 */
final class SeriesExpansion {
  private final SeriesSink sink;
  private final Labels labels;
  private final boolean delta;
  private final @Nullable Labels sum;
  private final @Nullable Labels count;
  private final boolean buckets;
  private final Cumulation cumulation;
  private List<Double> bounds = List.of();
  private List<@Nullable Labels> bucketLabels = List.of();
  private @Nullable FloatHistogram accumulated;

  /** Of a delta histogram what the buckets have added up to, by position. */
  private double[] cumulative = {};

  private final boolean itself;

  SeriesExpansion(Series first, SeriesSink sink) {
    this.sink = sink;
    this.labels = Labels.of(first.labels());
    this.itself = sink.wants(labels);
    this.delta = first.identity().temporality() == Temporality.DELTA;
    this.sum = wanted(SeriesNames.SUM);
    this.count = wanted(SeriesNames.COUNT);
    this.buckets = sink.wantsName(labels.metric() + SeriesNames.BUCKET);
    this.cumulation = new Cumulation(3);
  }

  private @Nullable Labels wanted(String ending) {
    Labels made = labels.with(Labels.NAME, labels.metric() + ending);
    return sink.wants(made) ? made : null;
  }

  void add(Series chunk) {
    for (Series.Sample sample : chunk.samples()) {
      long time = Math.floorDiv(sample.timeUnixNano(), 1_000_000L);
      switch (sample.value()) {
        case PointValue.LongPoint it -> number(time, it.value());
        case PointValue.DoublePoint it -> number(time, it.value());
        case HistogramPoint it -> histogram(time, it);
        case ExponentialHistogramPoint it -> exponential(time, it);
        case SummaryPoint it -> summary(time, it);
        case PointValue.NoRecordedValue _ -> end(time);
      }
    }
  }

  private void number(long time, double value) {
    if (!itself) {
      return;
    }
    if (!delta) {
      sink.add(labels, time, value);
      return;
    }
    long anew = cumulation.enter(time);
    if (anew >= 0) {
      sink.add(labels, anew, 0);
    }
    sink.add(labels, time, cumulation.add(0, value));
  }

  private void histogram(long time, HistogramPoint point) {
    layout(point.bounds());
    Double given = point.sum();
    double sumNow = given == null ? 0 : given;
    double countNow = point.count();
    if (delta) {
      long anew = cumulation.enter(time);
      if (anew >= 0) {
        parts(anew, 0, given == null ? null : 0.0, null);
        java.util.Arrays.fill(cumulative, 0);
      }
      sumNow = cumulation.add(0, sumNow);
      countNow = cumulation.add(1, countNow);
    }
    parts(time, countNow, given == null ? null : sumNow, point.bucketCounts());
  }

  private void layout(List<Double> now) {
    if (bounds.equals(now) && !bucketLabels.isEmpty()) {
      return;
    }
    bounds = now;
    cumulative = new double[now.size() + 1];
    bucketLabels = new ArrayList<>();
    for (int i = 0; i <= now.size() && buckets; i++) {
      double bound = i < now.size() ? now.get(i) : Double.POSITIVE_INFINITY;
      Labels made =
          labels
              .with(Labels.NAME, labels.metric() + SeriesNames.BUCKET)
              .with("le", Numbers.format(bound));
      bucketLabels.add(sink.wants(made) ? made : null);
    }
  }

  /** Without counts every bucket is empty. */
  private void parts(
      long time, double total, @Nullable Double sumNow, @Nullable List<Long> counts) {
    if (sum != null && sumNow != null) {
      sink.add(sum, time, sumNow);
    }
    if (count != null) {
      sink.add(count, time, total);
    }
    double below = 0;
    for (int i = 0; i < bucketLabels.size(); i++) {
      boolean last = i == bucketLabels.size() - 1;
      double own = counts == null || i >= counts.size() ? 0 : counts.get(i);
      if (delta) {
        own = counts == null ? 0 : (cumulative[i] += own);
      }
      below += own;
      Labels bucket = bucketLabels.get(i);
      if (bucket != null) {
        sink.add(bucket, time, last ? total : below);
      }
    }
  }

  private void exponential(long time, ExponentialHistogramPoint point) {
    FloatHistogram histogram = NativeHistograms.of(point);
    if (histogram == null || !itself) {
      return;
    }
    if (delta) {
      long anew = cumulation.enter(time);
      if (anew >= 0 && accumulated != null) {
        sink.add(labels, anew, accumulated.times(0).withHint(CounterReset.RESET));
        accumulated = null;
      }
      HistogramArithmetic.Combined total =
          accumulated == null ? null : HistogramArithmetic.add(accumulated, histogram);
      histogram = total == null ? histogram : total.histogram();
      accumulated = histogram;
    }
    sink.add(labels, time, histogram);
  }

  private void summary(long time, SummaryPoint point) {
    if (sum != null) {
      sink.add(sum, time, point.sum());
    }
    if (count != null) {
      sink.add(count, time, point.count());
    }
    for (PointValue.Quantile quantile : point.quantiles()) {
      Labels made = labels.with("quantile", Numbers.format(quantile.quantile()));
      if (sink.wants(made)) {
        sink.add(made, time, quantile.value());
      }
    }
  }

  private void end(long time) {
    if (itself) {
      sink.end(labels, time);
    }
    if (sum != null) {
      sink.end(sum, time);
    }
    if (count != null) {
      sink.end(count, time);
    }
    for (Labels bucket : bucketLabels) {
      if (bucket != null) {
        sink.end(bucket, time);
      }
    }
  }
}
