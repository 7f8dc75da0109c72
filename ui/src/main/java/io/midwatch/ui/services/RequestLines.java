package io.midwatch.ui.services;

import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Request points as evenly spaced values for a chart: one per whole step inside the window. The
 * steps cut off by its ends are left out, since they would draw a fall that is none. A step without
 * points is zero requests when its neighbours have some, and unknown ({@code NaN}) in a run of
 * three or more.
 *
 * <pre>
 * window 02:17:46–03:17:46, step 60 s   →   59 values, 02:18 to 03:16
 * </pre>
 */
public final class RequestLines {
  private static final int UNKNOWN_FROM = 3;

  private final long first;
  private final long stepNanos;
  private final int length;

  /** The steps of a window. */
  public RequestLines(Window window) {
    stepNanos = window.stepNanos();
    first = Math.ceilDiv(window.range().fromUnixNano(), stepNanos) * stepNanos;
    long last = Math.floorDiv(window.range().toUnixNano(), stepNanos) * stepNanos;
    length = (int) Math.max(0, (last - first) / stepNanos);
  }

  /** Requests per second. */
  public double[] rate(List<RequestPoint> points) {
    double seconds = stepNanos / 1e9;
    double[] values = values(points, figures -> figures.requests() / seconds);
    return zeroWhereShort(values);
  }

  /** Requests per minute, for axes with round figures. */
  public double[] perMinute(List<RequestPoint> points) {
    double[] values = rate(points);
    for (int i = 0; i < values.length; i++) {
      values[i] *= 60;
    }
    return values;
  }

  /** Failed requests per second. */
  public double[] failedRate(List<RequestPoint> points) {
    double seconds = stepNanos / 1e9;
    return zeroWhereShort(values(points, figures -> figures.failed() / seconds));
  }

  /** Failed share, 0 to 1; unknown in steps without requests. */
  public double[] failedRatio(List<RequestPoint> points) {
    return values(
        points,
        figures -> {
          Double ratio = figures.failedRatio();
          return ratio == null ? Double.NaN : ratio;
        });
  }

  /** 95th percentile of the duration, nanoseconds; unknown in steps without requests. */
  public double[] p95(List<RequestPoint> points) {
    return values(points, figures -> figures.p95Nanos() == null ? Double.NaN : figures.p95Nanos());
  }

  private double[] values(List<RequestPoint> points, ToDoubleFunction<RequestFigures> value) {
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    for (RequestPoint point : points) {
      long index = Math.floorDiv(point.startUnixNano() - first, stepNanos);
      if (index >= 0 && index < length) {
        values[(int) index] = value.applyAsDouble(point.figures());
      }
    }
    return values;
  }

  private static double[] zeroWhereShort(double[] values) {
    int start = -1;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        if (start > 0 && i - start < UNKNOWN_FROM) {
          Arrays.fill(values, start, i, 0);
        }
        start = -1;
      }
    }
    return values;
  }
}
