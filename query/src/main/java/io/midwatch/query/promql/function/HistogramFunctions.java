package io.midwatch.query.promql.function;

import io.midwatch.query.promql.histogram.Bucket;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.histogram.HistogramQuantiles;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Statistics of histograms: parts of native ones, quantiles and fractions of both kinds. */
final class HistogramFunctions {
  private static final String MONOTONICITY =
      "input to histogram_quantile needed to be fixed for monotonicity (see"
          + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)";

  private HistogramFunctions() {}

  static void register(Map<String, InstantFunction> table) {
    table.put("histogram_count", of(FloatHistogram::count));
    table.put("histogram_sum", of(FloatHistogram::sum));
    table.put("histogram_avg", of(h -> h.sum() / h.count()));
    table.put("histogram_stdvar", of(HistogramQuantiles::variance));
    table.put("histogram_stddev", of(h -> Math.sqrt(HistogramQuantiles.variance(h))));
    table.put("histogram_quantile", HistogramFunctions::quantile);
    table.put("histogram_fraction", HistogramFunctions::fraction);
  }

  private static InstantFunction of(ToDoubleFunction<FloatHistogram> part) {
    return call -> {
      List<Column> results = new ArrayList<>();
      for (Column column : call.vector(0)) {
        if (column.hasHistograms()) {
          Column result = new Column(column.labels(), true, column.size());
          for (int i = 0; i < column.size(); i++) {
            FloatHistogram histogram = column.histogram(i);
            if (histogram != null) {
              result.set(i, part.applyAsDouble(histogram));
            }
          }
          results.add(result);
        }
      }
      return new Value.Vector(results);
    };
  }

  /** A figure of either kind of histogram at a position. */
  private interface Figure {
    double ofNative(FloatHistogram histogram, int position, String metric);

    double ofClassic(ClassicHistograms.Buckets buckets, int position, String metric);
  }

  private static Value each(FunctionCall call, int argument, Figure figure) {
    ClassicHistograms classic = ClassicHistograms.of(call, argument);
    int size = call.grid().size();
    List<Column> results = new ArrayList<>();
    for (Column column : classic.natives()) {
      Column result = new Column(column.labels(), true, size);
      for (int i = 0; i < size; i++) {
        FloatHistogram histogram = column.histogram(i);
        if (histogram != null && !mixed(call, argument, classic, column.labels(), i)) {
          result.set(i, figure.ofNative(histogram, i, column.labels().metric()));
        }
      }
      results.add(result);
    }
    for (Labels labels : classic.labels()) {
      Column result = new Column(labels, true, size);
      for (int i = 0; i < size; i++) {
        ClassicHistograms.Buckets buckets = classic.at(labels, i);
        if (!buckets.isEmpty() && !hasNative(classic, labels, i)) {
          result.set(i, figure.ofClassic(buckets, i, labels.metric()));
        }
      }
      results.add(result);
    }
    return new Value.Vector(results);
  }

  private static boolean hasNative(ClassicHistograms classic, Labels labels, int position) {
    return classic.natives().stream()
        .anyMatch(column ->
            column.histogram(position) != null
                && column.labels().without(List.of("le")).equals(labels));
  }

  private static boolean mixed(
      FunctionCall call, int argument, ClassicHistograms classic, Labels labels, int position) {
    boolean mixed = classic.has(labels, position);
    if (mixed) {
      call.annotations()
          .warn(
              "vector contains a mix of classic and native histograms"
                  + Remarks.forMetric(labels.metric()),
              call.places().get(argument));
    }
    return mixed;
  }

  private static Value quantile(FunctionCall call) {
    double[] quantiles = call.scalar(0);
    for (double quantile : quantiles) {
      if (!Quantiles.isValid(quantile)) {
        call.annotations().warn(Remarks.badQuantile(quantile), call.places().getFirst());
      }
    }
    return each(
        call,
        1,
        new Figure() {
          @Override
          public double ofNative(FloatHistogram histogram, int position, String metric) {
            HistogramQuantiles.Quantile found =
                HistogramQuantiles.quantile(quantiles[position], histogram);
            if (found.skewed() || found.unreached()) {
              call.annotations()
                  .info(
                      "input to histogram_quantile has NaN observations, result is "
                          + (found.skewed() ? "skewed higher" : "NaN")
                          + Remarks.forMetric(metric),
                      call.places().get(1));
            }
            return found.value();
          }

          @Override
          public double ofClassic(ClassicHistograms.Buckets buckets, int position, String metric) {
            double quantile = quantiles[position];
            if (!Quantiles.isValid(quantile)) {
              return quantile < 0
                  ? Double.NEGATIVE_INFINITY
                  : quantile > 1 ? Double.POSITIVE_INFINITY : Double.NaN;
            }
            if (!buckets.isClosed()) {
              return Double.NaN;
            }
            if (buckets.repair()) {
              call.annotations()
                  .info(MONOTONICITY + Remarks.forMetric(metric), call.places().get(1));
            }
            return buckets.quantile(quantile);
          }
        });
  }

  private static Value fraction(FunctionCall call) {
    double[] lower = call.scalar(0);
    double[] upper = call.scalar(1);
    return each(
        call,
        2,
        new Figure() {
          @Override
          public double ofNative(FloatHistogram histogram, int position, String metric) {
            double counted = histogram.buckets().stream().mapToDouble(Bucket::count).sum();
            if (Double.isNaN(histogram.sum()) && counted < histogram.count()) {
              call.annotations()
                  .info(
                      "input to histogram_fraction has NaN observations, which are excluded from"
                          + " all fractions"
                          + Remarks.forMetric(metric),
                      call.places().get(2));
            }
            return HistogramQuantiles.fraction(lower[position], upper[position], histogram);
          }

          @Override
          public double ofClassic(ClassicHistograms.Buckets buckets, int position, String metric) {
            return buckets.isClosed()
                ? HistogramQuantiles.fraction(lower[position], upper[position], buckets.toNative())
                : Double.NaN;
          }
        });
  }
}
