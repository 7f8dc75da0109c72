package io.midwatch.query.promql.function;

import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.histogram.HistogramArithmetic;
import java.util.Map;

/**
 * {@code changes} and {@code resets}: how often a value differs from the one before, or starts
 * anew.
 */
final class ChangeFunctions {
  private ChangeFunctions() {}

  static void register(Map<String, RangeFunction> table) {
    table.put("changes", (window, _, result) -> result.set(count(window, false)));
    table.put("resets", (window, _, result) -> result.set(count(window, true)));
  }

  private static int count(RangeWindow window, boolean resets) {
    int found = 0;
    int number = 0;
    int histogram = 0;
    boolean afterHistogram = false;
    for (int seen = 0; seen < window.samples(); seen++) {
      boolean isHistogram =
          histogram < window.histogramCount()
              && (number == window.count()
                  || window.histogramTime(histogram) < window.time(number));
      if (seen > 0) {
        boolean counts;
        if (isHistogram != afterHistogram) {
          counts = true;
        } else if (isHistogram) {
          counts = differ(window.histogram(histogram - 1), window.histogram(histogram), resets);
        } else {
          counts = differ(window.value(number - 1), window.value(number), resets);
        }
        found += counts ? 1 : 0;
      }
      afterHistogram = isHistogram;
      histogram += isHistogram ? 1 : 0;
      number += isHistogram ? 0 : 1;
    }
    return found;
  }

  private static boolean differ(double before, double now, boolean resets) {
    return resets ? now < before : now != before && !(Double.isNaN(now) && Double.isNaN(before));
  }

  private static boolean differ(FloatHistogram before, FloatHistogram now, boolean resets) {
    return resets ? HistogramArithmetic.isReset(before, now) : !now.sameAs(before);
  }
}
