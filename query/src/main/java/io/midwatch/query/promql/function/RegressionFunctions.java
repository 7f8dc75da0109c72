package io.midwatch.query.promql.function;

import io.midwatch.query.promql.histogram.KahanSum;
import java.util.Map;

/** {@code deriv} and {@code predict_linear}: a straight line through the numbers, least squares. */
final class RegressionFunctions {
  private RegressionFunctions() {}

  /** Value per second, and value at the time asked for. */
  private record Line(double slope, double intercept) {}

  static void register(Map<String, RangeFunction> table) {
    table.put(
        "deriv",
        (window, _, result) -> {
          if (suits(window)) {
            // A time near the values keeps the sums small.
            result.set(through(window, window.time(0)).slope());
          }
        });
    table.put(
        "predict_linear",
        (window, seconds, result) -> {
          if (suits(window)) {
            Line line = through(window, window.evaluatedMillis());
            result.set(line.slope() * seconds + line.intercept());
          }
        });
  }

  private static boolean suits(RangeWindow window) {
    if (window.count() > 0 && window.histogramCount() > 0) {
      window.info(Remarks.ignoredInRange(window.metric()));
    }
    return window.count() > 1;
  }

  private static Line through(RangeWindow window, long zeroMillis) {
    KahanSum sumX = new KahanSum();
    KahanSum sumY = new KahanSum();
    KahanSum sumXy = new KahanSum();
    KahanSum sumXx = new KahanSum();
    boolean constant = true;
    int n = window.count();
    for (int i = 0; i < n; i++) {
      double x = (window.time(i) - zeroMillis) / 1000.0;
      double y = window.value(i);
      constant &= y == window.value(0);
      sumX.add(x);
      sumY.add(y);
      sumXy.add(x * y);
      sumXx.add(x * x);
    }
    if (constant) {
      boolean infinite = Double.isInfinite(window.value(0));
      return infinite ? new Line(Double.NaN, Double.NaN) : new Line(0, window.value(0));
    }
    double x = sumX.value();
    double y = sumY.value();
    double slope = (sumXy.value() - x * y / n) / (sumXx.value() - x * x / n);
    return new Line(slope, y / n - slope * x / n);
  }
}
