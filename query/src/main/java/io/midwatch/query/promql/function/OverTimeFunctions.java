package io.midwatch.query.promql.function;

import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.histogram.HistogramSum;
import io.midwatch.query.promql.histogram.KahanSum;
import java.util.Map;

/** Aggregations of one series over time: {@code avg_over_time} and its kind. */
final class OverTimeFunctions {
  private OverTimeFunctions() {}

  static void register(Map<String, RangeFunction> table) {
    table.put("count_over_time", (window, _, result) -> result.set(window.samples()));
    table.put("present_over_time", (_, _, result) -> result.set(1));
    table.put("last_over_time", (window, _, result) -> last(window, result));
    table.put("first_over_time", (window, _, result) -> first(window, result));
    table.put("sum_over_time", (window, _, result) -> total(window, result, false));
    table.put("avg_over_time", (window, _, result) -> total(window, result, true));
    table.put("min_over_time", (window, _, result) -> extreme(window, result, true));
    table.put("max_over_time", (window, _, result) -> extreme(window, result, false));
    table.put(
        "stdvar_over_time",
        (window, _, result) -> {
          if (hasNumbers(window)) {
            result.set(variance(window));
          }
        });
    table.put(
        "stddev_over_time",
        (window, _, result) -> {
          if (hasNumbers(window)) {
            result.set(Math.sqrt(variance(window)));
          }
        });
    table.put("quantile_over_time", OverTimeFunctions::quantile);
  }

  private static boolean hasNumbers(RangeWindow window) {
    if (window.count() > 0 && window.histogramCount() > 0) {
      window.info(Remarks.ignoredInRange(window.metric()));
    }
    return window.count() > 0;
  }

  private static void last(RangeWindow window, Point result) {
    if (window.endsWithHistogram()) {
      result.set(window.lastHistogram());
    } else {
      result.set(window.last());
    }
  }

  private static void first(RangeWindow window, Point result) {
    boolean histogram =
        window.histogramCount() > 0
            && (window.count() == 0 || window.histogramTime(0) < window.time(0));
    if (histogram) {
      result.set(window.histogram(0));
    } else {
      result.set(window.value(0));
    }
  }

  private static void total(RangeWindow window, Point result, boolean mean) {
    if (window.count() > 0 && window.histogramCount() > 0) {
      window.warn(Remarks.mixed(window.metric()));
    } else if (window.histogramCount() > 0) {
      histograms(window, result, mean);
    } else if (mean) {
      Mean numbers = new Mean();
      for (int i = 0; i < window.count(); i++) {
        numbers.add(window.value(i));
      }
      result.set(numbers.value());
    } else {
      KahanSum numbers = new KahanSum();
      for (int i = 0; i < window.count(); i++) {
        numbers.add(window.value(i));
      }
      result.set(numbers.value());
    }
  }

  private static void histograms(RangeWindow window, Point result, boolean mean) {
    HistogramSum sum = new HistogramSum();
    for (int i = 0; i < window.histogramCount(); i++) {
      sum.add(window.histogram(i));
    }
    if (sum.isMixed()) {
      window.warn(Remarks.mixedSchemas(window.metric()));
      return;
    }
    if (sum.hasCollision()) {
      window.warn(Remarks.COLLISION_IN_AGGREGATION);
    }
    if (sum.isReconciled()) {
      window.info(Remarks.RECONCILED_IN_AGGREGATION);
    }
    FloatHistogram total = mean ? sum.mean() : sum.total();
    result.set(total);
  }

  private static void extreme(RangeWindow window, Point result, boolean least) {
    if (!hasNumbers(window)) {
      return;
    }
    double extreme = window.value(0);
    for (int i = 1; i < window.count(); i++) {
      double value = window.value(i);
      if (Double.isNaN(extreme) || (least ? value < extreme : value > extreme)) {
        extreme = value;
      }
    }
    result.set(extreme);
  }

  private static double variance(RangeWindow window) {
    KahanSum mean = new KahanSum();
    KahanSum squares = new KahanSum();
    for (int i = 0; i < window.count(); i++) {
      double value = window.value(i);
      double distance = value - (mean.uncompensated() + mean.compensation());
      mean.add(distance / (i + 1));
      squares.add(distance * (value - (mean.uncompensated() + mean.compensation())));
    }
    return (squares.uncompensated() + squares.compensation()) / window.count();
  }

  private static void quantile(RangeWindow window, double quantile, Point result) {
    if (!hasNumbers(window)) {
      return;
    }
    double[] values = new double[window.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = window.value(i);
    }
    result.set(Quantiles.of(quantile, values));
  }
}
