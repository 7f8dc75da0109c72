package io.midwatch.storage.contract.answer;

import java.util.Arrays;

/*
 * Few values are kept as they are. Many go into buckets that grow by a fixed ratio, so that the
 * middle of a bucket is within 1 % of every value in it, however far the values spread (DDSketch:
 * Masson, Rim, Lee, VLDB 2019). Durations from 1 ns to 3 h need 1500 buckets at most.
 */
/**
 * The distribution of non-negative numbers. The quantile q of n values is the value of rank ceil(q
 * · n): exact up to {@link #MOST_EXACT} values, within 1 % beyond. Not thread-safe.
 */
public final class Quantiles {
  /** Values up to which quantiles are exact. */
  public static final int MOST_EXACT = 512;

  private static final double RATIO = 1.02;
  private static final double LOG_RATIO = Math.log(RATIO);

  private double[] exact = new double[8];
  private long[] counts = new long[0];
  private int offset;
  private long zeros;
  private long count;

  /** Adds a number; negative ones count as 0. */
  public void add(double value) {
    if (count < MOST_EXACT) {
      if (count == exact.length) {
        exact = Arrays.copyOf(exact, 2 * exact.length);
      }
      exact[(int) count++] = value;
      return;
    }
    if (count == MOST_EXACT) {
      for (double earlier : exact) {
        addToBucket(earlier);
      }
      exact = new double[0];
    }
    count++;
    addToBucket(value);
  }

  public boolean isExact() {
    return count <= MOST_EXACT;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** The quantile, 0 to 1; NaN when no number was added. */
  public double quantile(double quantile) {
    if (count == 0) {
      return Double.NaN;
    }
    long rank = Math.clamp((long) Math.ceil(quantile * count), 1L, count);
    if (isExact()) {
      double[] sorted = Arrays.copyOf(exact, (int) count);
      Arrays.sort(sorted);
      return sorted[(int) rank - 1];
    }
    long seen = zeros;
    for (int i = 0; seen < rank && i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.pow(RATIO, offset + i + 0.5);
      }
    }
    return 0;
  }

  private void addToBucket(double value) {
    if (!(value > 0)) {
      zeros++;
      return;
    }
    int bucket = (int) Math.floor(Math.log(value) / LOG_RATIO);
    if (counts.length == 0) {
      offset = bucket - 8;
      counts = new long[16];
    }
    int low = Math.min(offset, bucket);
    int high = Math.max(offset + counts.length - 1, bucket);
    if (high - low >= counts.length) {
      long[] wider = new long[high - low + 1];
      System.arraycopy(counts, 0, wider, offset - low, counts.length);
      counts = wider;
      offset = low;
    }
    counts[bucket - offset]++;
  }
}
