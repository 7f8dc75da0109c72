package io.midwatch.ui.chart;

import java.util.Arrays;

/**
 * Thins a series to what a screen can show while keeping its extremes: of each bucket the smallest
 * and the largest value remain, in their order. Averages would hide a spike of one sample; this
 * cannot.
 *
 * <pre>
 * values  1 1 9 1 1 1 0 1   in 2 buckets   →   index 0 2 4 6   value 1 9 1 0
 * </pre>
 *
 * @param index positions in the input, ascending
 * @param value the values there; {@code NaN} marks a bucket without any value, a gap
 */
record Decimation(int[] index, double[] value) {
  /** At most {@code 2 * buckets} points; the input itself when it is not longer than that. */
  static Decimation of(double[] values, int buckets) {
    if (values.length <= 2 * buckets) {
      int[] all = new int[values.length];
      Arrays.setAll(all, i -> i);
      return new Decimation(all, values.clone());
    }
    int[] index = new int[2 * buckets];
    double[] kept = new double[2 * buckets];
    int size = 0;
    for (int b = 0; b < buckets; b++) {
      int from = (int) ((long) values.length * b / buckets);
      int to = (int) ((long) values.length * (b + 1) / buckets);
      size = addExtremes(values, from, to, index, kept, size);
    }
    return new Decimation(Arrays.copyOf(index, size), Arrays.copyOf(kept, size));
  }

  private static int addExtremes(
      double[] values, int from, int to, int[] index, double[] kept, int size) {
    int low = -1;
    int high = -1;
    for (int i = from; i < to; i++) {
      if (Double.isNaN(values[i])) {
        continue;
      }
      low = low < 0 || values[i] < values[low] ? i : low;
      high = high < 0 || values[i] > values[high] ? i : high;
    }
    if (low < 0) {
      index[size] = from;
      kept[size] = Double.NaN;
      return size + 1;
    }
    int first = Math.min(low, high);
    int second = Math.max(low, high);
    index[size] = first;
    kept[size] = values[first];
    if (first == second) {
      return size + 1;
    }
    index[size + 1] = second;
    kept[size + 1] = values[second];
    return size + 2;
  }
}
