package io.midwatch.ui.signal;

import io.midwatch.query.operations.ValuePoint;
import io.midwatch.query.window.Window;
import java.util.Arrays;
import java.util.List;

/** Irregular points as one value per step of the window, ready for a chart. */
public final class ValueLine {
  /**
   * A value stands for itself and so many steps without a point, since senders report at their own
   * pace.
   */
  private static final int CARRIED = 2;

  private ValueLine() {}

  /**
   * The largest value of each step; {@code NaN} where nothing is known. Empty input gives an empty
   * line.
   */
  public static double[] of(Window window, List<ValuePoint> points) {
    if (points.isEmpty()) {
      return new double[0];
    }
    long from = window.range().fromUnixNano();
    long step = window.stepNanos();
    double[] values = new double[(int) Math.max(1, window.range().lengthNanos() / step)];
    Arrays.fill(values, Double.NaN);
    for (ValuePoint point : points) {
      int index = (int) ((point.timeUnixNano() - from) / step);
      if (index >= 0 && index < values.length) {
        boolean first = Double.isNaN(values[index]);
        values[index] = first ? point.value() : Math.max(values[index], point.value());
      }
    }
    return carried(values);
  }

  private static double[] carried(double[] values) {
    double[] filled = values.clone();
    int missing = 0;
    for (int i = 1; i < values.length; i++) {
      missing = Double.isNaN(values[i]) ? missing + 1 : 0;
      if (missing > 0 && missing <= CARRIED) {
        filled[i] = filled[i - 1];
      }
    }
    return filled;
  }
}
