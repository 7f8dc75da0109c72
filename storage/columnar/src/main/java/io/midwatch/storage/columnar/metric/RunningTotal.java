package io.midwatch.storage.columnar.metric;

/**
 * What the points of a series of deltas add up to: the sum of the numbers or of the histograms'
 * sums, and the number of points or of the values in the histograms.
 */
public record RunningTotal(double sum, long count) {
  public static final RunningTotal ZERO = new RunningTotal(0, 0);

  RunningTotal plus(double moreSum, long moreCount) {
    return new RunningTotal(sum + moreSum, count + moreCount);
  }
}
