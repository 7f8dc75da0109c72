package io.midwatch.ui.errors;

import io.midwatch.query.errors.ErrorPoint;
import io.midwatch.query.window.Window;
import java.util.List;

/**
 * Occurrences as evenly spaced values for a chart, one per whole step inside the window; a step
 * without any is zero.
 */
record ErrorLines(Window window) {

  /** Occurrences per minute, oldest step first. */
  double[] perMinute(List<ErrorPoint> points) {
    long step = window.stepNanos();
    long first = Math.ceilDiv(window.range().fromUnixNano(), step) * step;
    long last = Math.floorDiv(window.range().toUnixNano(), step) * step;
    double[] values = new double[(int) Math.max(0, (last - first) / step)];
    for (ErrorPoint point : points) {
      long index = Math.floorDiv(point.startUnixNano() - first, step);
      if (index >= 0 && index < values.length) {
        values[(int) index] += point.count() / (step / 60e9);
      }
    }
    return values;
  }
}
