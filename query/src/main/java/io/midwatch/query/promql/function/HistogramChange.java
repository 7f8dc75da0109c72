package io.midwatch.query.promql.function;

import io.midwatch.query.promql.histogram.CounterReset;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.histogram.HistogramArithmetic;
import org.jspecify.annotations.Nullable;

/** The change of a native histogram over a range, over resets when it is a counter. */
final class HistogramChange {
  private HistogramChange() {}

  static @Nullable FloatHistogram of(RangeWindow window, boolean counter) {
    int size = window.histogramCount();
    remarkOnKind(window, counter);
    FloatHistogram last = window.histogram(size - 1);
    // A first sample before a reset adds nothing, and its layout must not matter.
    boolean skipsFirst =
        counter && HistogramArithmetic.isReset(window.histogram(0), window.histogram(1));
    for (int i = skipsFirst ? 1 : 0; i < size; i++) {
      if (window.histogram(i).isCustom() != last.isCustom()) {
        window.warn(Remarks.mixedSchemas(window.metric()));
        return null;
      }
    }
    FloatHistogram change =
        skipsFirst ? last : CounterFunctions.difference(window, last, window.histogram(0));
    for (int i = skipsFirst ? 2 : 1; counter && i < size && change != null; i++) {
      FloatHistogram before = window.histogram(i - 1);
      if (HistogramArithmetic.isReset(before, window.histogram(i))) {
        change = plus(window, change, before);
      }
    }
    return change == null ? null : coarsest(window, skipsFirst ? 1 : 0, change);
  }

  private static void remarkOnKind(RangeWindow window, boolean counter) {
    boolean anyGauge = false;
    for (int i = 0; i < window.histogramCount(); i++) {
      anyGauge |= window.histogram(i).hint() == CounterReset.GAUGE;
    }
    boolean endsAreGauges =
        window.histogram(0).hint() == CounterReset.GAUGE
            && window.lastHistogram().hint() == CounterReset.GAUGE;
    if (counter && anyGauge) {
      window.warn(Remarks.notCounter(window.metric()));
    }
    if (!counter && !endsAreGauges) {
      window.warn(Remarks.notGauge(window.metric()));
    }
  }

  private static @Nullable FloatHistogram plus(
      RangeWindow window, FloatHistogram sum, FloatHistogram lost) {
    HistogramArithmetic.Combined combined = HistogramArithmetic.add(sum, lost);
    if (combined == null) {
      window.warn(Remarks.mixedSchemas(window.metric()));
      return null;
    }
    if (combined.reconciled()) {
      window.info(Remarks.RECONCILED_IN_SUBTRACTION);
    }
    return combined.histogram();
  }

  /** In the coarsest schema of the range, whether a sample of it was needed or not. */
  private static FloatHistogram coarsest(RangeWindow window, int from, FloatHistogram change) {
    FloatHistogram reduced = change;
    for (int i = from; i < window.histogramCount(); i++) {
      reduced = HistogramArithmetic.reduced(reduced, window.histogram(i).schema());
    }
    return reduced.withHint(CounterReset.GAUGE);
  }
}
