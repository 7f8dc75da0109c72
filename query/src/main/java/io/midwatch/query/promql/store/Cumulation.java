package io.midwatch.query.promql.store;

import java.util.Arrays;

/**
 * Adds up deltas. The sum begins anew with every full hour (UTC), which PromQL takes for the
 * restart of a counter: so a sum depends neither on the range that is read nor on what this process
 * has seen, and no more than an hour before a range has to be read for it.
 *
 * <pre>
 * deltas       10:58 5   10:59 2   11:01 4
 * cumulative   10:58 5   10:59 7   11:00:00.001 0   11:01 4
 * </pre>
 */
final class Cumulation {
  static final long PERIOD_MILLIS = 3_600_000;

  private final double[] sums;
  private long periodStart = Long.MIN_VALUE;

  Cumulation(int figures) {
    this.sums = new double[figures];
  }

  /** Start of the period that holds a time; a time on a boundary ends the one before. */
  static long periodStart(long timeMillis) {
    return Math.floorDiv(timeMillis - 1, PERIOD_MILLIS) * PERIOD_MILLIS;
  }

  /**
   * Goes to the period of a time.
   *
   * @return when the sum begins anew, or −1 when it goes on or nothing came before
   */
  long enter(long timeMillis) {
    long start = periodStart(timeMillis);
    if (start == periodStart) {
      return -1;
    }
    boolean first = periodStart == Long.MIN_VALUE;
    periodStart = start;
    Arrays.fill(sums, 0);
    return first || start + 1 >= timeMillis ? -1 : start + 1;
  }

  double add(int figure, double delta) {
    sums[figure] += delta;
    return sums[figure];
  }
}
