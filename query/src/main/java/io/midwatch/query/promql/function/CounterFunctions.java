package io.midwatch.query.promql.function;

import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.histogram.HistogramArithmetic;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code rate}, {@code increase} and {@code delta}: the change between the first and the last
 * sample, extended to the bounds of the range by at most half the distance between samples, and for
 * counters never below zero.
 */
final class CounterFunctions {
  private CounterFunctions() {}

  static void register(Map<String, RangeFunction> table) {
    table.put("rate", (window, _, result) -> extrapolate(window, result, true, true));
    table.put("increase", (window, _, result) -> extrapolate(window, result, true, false));
    table.put("delta", (window, _, result) -> extrapolate(window, result, false, false));
    table.put("irate", (window, _, result) -> LastTwo.apply(window, result, true));
    table.put("idelta", (window, _, result) -> LastTwo.apply(window, result, false));
  }

  private static void extrapolate(
      RangeWindow window, Point result, boolean counter, boolean perSecond) {
    int numbers = window.count();
    int histograms = window.histogramCount();
    if (numbers > 0 && histograms > 0) {
      window.warn(Remarks.mixed(window.metric()));
    } else if (histograms > 1) {
      FloatHistogram change = HistogramChange.of(window, counter);
      if (change != null) {
        double first = change.count() > 0 ? window.histogram(0).count() : -1;
        double factor =
            factor(
                window,
                window.histogramTime(0),
                window.histogramTime(histograms - 1),
                histograms,
                counter ? first : -1,
                change.count());
        result.set(change.times(perSecond ? factor / window.widthSeconds() : factor));
      }
    } else if (numbers > 1) {
      double change = change(window, counter);
      double factor =
          factor(
              window,
              window.time(0),
              window.time(numbers - 1),
              numbers,
              counter ? window.value(0) : -1,
              change);
      result.set(change * (perSecond ? factor / window.widthSeconds() : factor));
    }
  }

  private static double change(RangeWindow window, boolean counter) {
    double before = window.value(0);
    double change = window.last() - before;
    if (counter) {
      for (int i = 1; i < window.count(); i++) {
        double value = window.value(i);
        if (value < before) {
          change += before;
        }
        before = value;
      }
    }
    return change;
  }

  /**
   * How much longer the range is than the samples reach.
   *
   * @param first of a counter the value it starts with, else −1
   */
  private static double factor(
      RangeWindow window, long firstTime, long lastTime, int samples, double first, double change) {
    double toStart = (firstTime - window.startMillis()) / 1000.0;
    double toEnd = (window.endMillis() - lastTime) / 1000.0;
    double sampled = (lastTime - firstTime) / 1000.0;
    double average = sampled / (samples - 1);
    double threshold = average * 1.1;
    if (toStart >= threshold) {
      toStart = average / 2;
    }
    if (first >= 0 && change > 0) {
      toStart = Math.min(toStart, sampled * (first / change));
    }
    if (toEnd >= threshold) {
      toEnd = average / 2;
    }
    return (sampled + toStart + toEnd) / sampled;
  }

  /** The difference of two histograms, or null with a remark when there is none. */
  static @Nullable FloatHistogram difference(
      RangeWindow window, FloatHistogram last, FloatHistogram first) {
    HistogramArithmetic.Combined combined = HistogramArithmetic.subtract(last, first);
    if (combined == null) {
      window.warn(Remarks.mixedSchemas(window.metric()));
      return null;
    }
    if (combined.reconciled()) {
      window.info(Remarks.RECONCILED_IN_SUBTRACTION);
    }
    return combined.histogram();
  }
}
