package io.midwatch.storage.columnar.metric;

import io.midwatch.model.PointValue;
import io.midwatch.storage.contract.query.PointBlock;
import org.jspecify.annotations.Nullable;

/**
 * Times and values of points of one series, by time, and nothing else of them: what PromQL needs.
 *
 * @param times epoch nanoseconds
 * @param numbers of the same length
 * @param others empty when every point is a number; else null where a point is one
 * @param histograms when every point is an explicit histogram of one layout; the others are empty
 */
@SuppressWarnings("ArrayRecordComponent") // the innermost loop of every PromQL query reads them
record NumberColumns(
    long[] times,
    double[] numbers,
    @Nullable PointValue[] others,
    PointBlock.@Nullable Histograms histograms) {
  private static final @Nullable PointValue[] NONE = new PointValue[0];

  NumberColumns(long[] times, double[] numbers, @Nullable PointValue[] others) {
    this(times, numbers, others, null);
  }

  static NumberColumns of(long[] times, PointBlock.Histograms histograms) {
    return new NumberColumns(times, new double[0], NONE, histograms);
  }

  static NumberColumns of(PointColumns points) {
    long[] times = java.util.Arrays.copyOf(points.times, points.size);
    @Nullable PointValue[] others = NONE;
    for (int i = 0; i < points.size; i++) {
      if (points.kinds[i] != PointColumns.LONG && points.kinds[i] != PointColumns.DOUBLE) {
        others = new PointValue[points.size];
        break;
      }
    }
    double[] numbers = new double[points.size];
    for (int i = 0; i < points.size; i++) {
      if (points.kinds[i] == PointColumns.LONG) {
        numbers[i] = points.bits[i];
      } else if (points.kinds[i] == PointColumns.DOUBLE) {
        numbers[i] = Double.longBitsToDouble(points.bits[i]);
      } else {
        others[i] = points.value(i);
      }
    }
    return new NumberColumns(times, numbers, others);
  }

  /** Points that are all long, or all double by their raw bits. */
  static NumberColumns of(long[] times, long[] bits, boolean whole) {
    double[] numbers = new double[bits.length];
    if (whole) {
      for (int i = 0; i < bits.length; i++) {
        numbers[i] = bits[i];
      }
    } else {
      for (int i = 0; i < bits.length; i++) {
        numbers[i] = Double.longBitsToDouble(bits[i]);
      }
    }
    return new NumberColumns(times, numbers, NONE);
  }

  /** Position of the first point at or after a time. */
  int firstAt(long unixNano) {
    return PointColumns.firstAt(times, times.length, unixNano);
  }
}
