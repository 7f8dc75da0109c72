package io.midwatch.query.promql.function;

import io.midwatch.query.promql.histogram.CounterReset;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.histogram.HistogramArithmetic;

/** {@code irate} and {@code idelta}: the change between the last two samples. */
final class LastTwo {
  private LastTwo() {}

  static void apply(RangeWindow window, Point result, boolean counter) {
    if (window.samples() < 2) {
      return;
    }
    int numbers = window.count();
    int histograms = window.histogramCount();
    boolean endsWithHistogram = window.endsWithHistogram();
    boolean pairOfHistograms =
        histograms > 1
            && (numbers == 0 || window.histogramTime(histograms - 2) > window.time(numbers - 1));
    boolean pairOfNumbers =
        numbers > 1
            && (histograms == 0 || window.time(numbers - 2) > window.histogramTime(histograms - 1));
    if (endsWithHistogram && pairOfHistograms) {
      histograms(window, result, counter);
    } else if (!endsWithHistogram && pairOfNumbers) {
      numbers(window, result, counter);
    } else {
      window.warn(Remarks.mixed(window.metric()));
    }
  }

  private static void numbers(RangeWindow window, Point result, boolean counter) {
    int last = window.count() - 1;
    double now = window.value(last);
    double before = window.value(last - 1);
    double change = counter && now < before ? now : now - before;
    double seconds = (window.time(last) - window.time(last - 1)) / 1000.0;
    result.set(counter ? change / seconds : change);
  }

  private static void histograms(RangeWindow window, Point result, boolean counter) {
    int last = window.histogramCount() - 1;
    FloatHistogram now = window.histogram(last);
    FloatHistogram before = window.histogram(last - 1);
    int gauges =
        (now.hint() == CounterReset.GAUGE ? 1 : 0) + (before.hint() == CounterReset.GAUGE ? 1 : 0);
    if (counter && gauges > 0) {
      window.warn(Remarks.notCounter(window.metric()));
    }
    if (!counter && gauges < 2) {
      window.warn(Remarks.notGauge(window.metric()));
    }
    FloatHistogram change =
        counter && HistogramArithmetic.isReset(before, now)
            ? now
            : CounterFunctions.difference(window, now, before);
    if (change != null) {
      double seconds = (window.histogramTime(last) - window.histogramTime(last - 1)) / 1000.0;
      FloatHistogram gauge = change.withHint(CounterReset.GAUGE);
      result.set(counter ? gauge.dividedBy(seconds) : gauge);
    }
  }
}
