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
import io.midwatch.storage.contract.query.PointBlock;
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
  private final Cumulation cumulation = new Cumulation(3);

  /** Where the series goes under its own name; null when it is not wanted. */
  private final SeriesSink.@Nullable Samples itself;

  private SeriesSink.@Nullable Samples sum;
  private SeriesSink.@Nullable Samples count;
  private boolean buckets;
  private boolean partsKnown;
  private List<Double> bounds = List.of();
  private List<SeriesSink.@Nullable Samples> bucketSamples = List.of();
  private @Nullable FloatHistogram accumulated;

  /** Of a delta histogram what the buckets have added up to, by position. */
  private double[] cumulative = {};

  SeriesExpansion(PointBlock first, SeriesSink sink) {
    this.sink = sink;
    this.labels = Labels.of(first.labels());
    this.itself = wanted(labels);
    this.delta = first.identity().temporality() == Temporality.DELTA;
  }

  private SeriesSink.@Nullable Samples wanted(Labels made) {
    return sink.wants(made) ? sink.samples(made) : null;
  }

  /** Most series are numbers, which have no parts. */
  private void knowParts() {
    if (!partsKnown) {
      partsKnown = true;
      sum = wanted(labels.with(Labels.NAME, labels.metric() + SeriesNames.SUM));
      count = wanted(labels.with(Labels.NAME, labels.metric() + SeriesNames.COUNT));
      buckets = sink.wantsName(labels.metric() + SeriesNames.BUCKET);
    }
  }

  void add(PointBlock block) {
    long[] times = block.timesUnixNano();
    PointBlock.Histograms histograms = block.histograms();
    if (histograms != null) {
      histograms(block, histograms);
      return;
    }
    double[] numbers = block.numbers();
    for (int i = block.from(); i < block.to(); i++) {
      long time = Math.floorDiv(times[i], 1_000_000L);
      switch (block.other(i)) {
        case null -> number(time, numbers[i]);
        case HistogramPoint it -> histogram(time, it);
        case ExponentialHistogramPoint it -> exponential(time, it);
        case SummaryPoint it -> summary(time, it);
        case PointValue.LongPoint it -> number(time, it.value());
        case PointValue.DoublePoint it -> number(time, it.value());
        case PointValue.NoRecordedValue _ -> end(time);
      }
    }
  }

  private void number(long time, double value) {
    if (itself == null) {
      return;
    }
    if (!delta) {
      itself.add(time, value);
      return;
    }
    long anew = cumulation.enterDelta(time);
    if (anew >= 0) {
      itself.add(anew, 0);
    }
    itself.add(time, cumulation.add(0, value));
  }

  private void histogram(long time, HistogramPoint point) {
    knowParts();
    layout(point.bounds());
    Double given = point.sum();
    double sumNow = given == null ? 0 : given;
    double countNow = point.count();
    if (delta) {
      long anew = cumulation.enterDelta(time);
      if (anew >= 0) {
        parts(anew, 0, given == null ? null : 0.0, null);
        java.util.Arrays.fill(cumulative, 0);
      }
      sumNow = cumulation.add(0, sumNow);
      countNow = cumulation.add(1, countNow);
    }
    parts(time, countNow, given == null ? null : sumNow, point.bucketCounts());
  }

  private void histograms(PointBlock block, PointBlock.Histograms histograms) {
    if (delta) {
      for (int i = block.from(); i < block.to(); i++) {
        histogram(Math.floorDiv(block.timesUnixNano()[i], 1_000_000L), histograms.at(i));
      }
      return;
    }
    knowParts();
    layout(histograms.bounds());
    column(sum, block, histograms.sums());
    column(count, block, histograms.counts());
    double[] below = new double[bucketSamples.isEmpty() ? 0 : block.to()];
    for (int bucket = 0; bucket < bucketSamples.size(); bucket++) {
      boolean last = bucket == bucketSamples.size() - 1;
      for (int i = block.from(); i < block.to() && !last; i++) {
        below[i] += histograms.buckets()[bucket][i];
      }
      column(bucketSamples.get(bucket), block, last ? histograms.counts() : below);
    }
  }

  private static void column(
      SeriesSink.@Nullable Samples into, PointBlock block, double[] numbers) {
    if (into != null) {
      for (int i = block.from(); i < block.to(); i++) {
        into.add(Math.floorDiv(block.timesUnixNano()[i], 1_000_000L), numbers[i]);
      }
    }
  }

  private void layout(List<Double> now) {
    if (bounds.equals(now) && !bucketSamples.isEmpty()) {
      return;
    }
    bounds = now;
    cumulative = new double[now.size() + 1];
    bucketSamples = new ArrayList<>();
    for (int i = 0; i <= now.size() && buckets; i++) {
      double bound = i < now.size() ? now.get(i) : Double.POSITIVE_INFINITY;
      Labels made =
          labels
              .with(Labels.NAME, labels.metric() + SeriesNames.BUCKET)
              .with("le", Numbers.format(bound));
      bucketSamples.add(wanted(made));
    }
  }

  /** Without counts every bucket is empty. */
  private void parts(
      long time, double total, @Nullable Double sumNow, @Nullable List<Long> counts) {
    if (sum != null && sumNow != null) {
      sum.add(time, sumNow);
    }
    if (count != null) {
      count.add(time, total);
    }
    double below = 0;
    for (int i = 0; i < bucketSamples.size(); i++) {
      boolean last = i == bucketSamples.size() - 1;
      double own = counts == null || i >= counts.size() ? 0 : counts.get(i);
      if (delta) {
        own = counts == null ? 0 : (cumulative[i] += own);
      }
      below += own;
      SeriesSink.Samples bucket = bucketSamples.get(i);
      if (bucket != null) {
        bucket.add(time, last ? total : below);
      }
    }
  }

  private void exponential(long time, ExponentialHistogramPoint point) {
    FloatHistogram histogram = NativeHistograms.of(point);
    if (histogram == null || itself == null) {
      return;
    }
    if (delta) {
      long anew = cumulation.enterDelta(time);
      if (anew >= 0) {
        itself.add(anew, histogram.times(0).withHint(CounterReset.RESET));
        accumulated = null;
      }
      HistogramArithmetic.Combined total =
          accumulated == null ? null : HistogramArithmetic.add(accumulated, histogram);
      histogram = total == null ? histogram : total.histogram();
      accumulated = histogram;
    }
    itself.add(time, histogram);
  }

  private void summary(long time, SummaryPoint point) {
    knowParts();
    if (sum != null) {
      sum.add(time, point.sum());
    }
    if (count != null) {
      count.add(time, point.count());
    }
    for (PointValue.Quantile quantile : point.quantiles()) {
      Labels made = labels.with("quantile", Numbers.format(quantile.quantile()));
      if (sink.wants(made)) {
        sink.samples(made).add(time, quantile.value());
      }
    }
  }

  private void end(long time) {
    knowParts();
    if (itself != null) {
      itself.end(time);
    }
    if (sum != null) {
      sum.end(time);
    }
    if (count != null) {
      count.end(time);
    }
    for (SeriesSink.Samples bucket : bucketSamples) {
      if (bucket != null) {
        bucket.end(time);
      }
    }
  }
}
