package io.midwatch.bench.report;

import java.util.Arrays;

/** Measured values, for their quantiles. Not thread-safe. */
public final class Samples {
  private long[] values = new long[1024];
  private int count;

  public void add(long value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
  }

  public void addAll(Samples other) {
    for (int i = 0; i < other.count; i++) {
      add(other.values[i]);
    }
  }

  public int count() {
    return count;
  }

  /** The smallest value that at least {@code quantile} of all do not exceed; 0 without values. */
  public long quantile(double quantile) {
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted[Math.clamp((int) Math.ceil(quantile * count) - 1, 0, count - 1)];
  }

  public long max() {
    return quantile(1);
  }
}
