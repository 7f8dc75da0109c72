package io.midwatch.query.promql.store;

import java.util.Arrays;

/**
 * Adds up deltas. The sum begins anew at 0 with the first delta of every full hour (UTC), which
 * PromQL takes for the restart of a counter: so a sum depends neither on the range that is read nor
 * on what this process has seen, and no more than an hour before a range has to be read for it. The
 * 0 is told just before that delta, and not on the hour, for then nobody knows yet whether a delta
 * will come.
 *
 * <pre>
 * deltas       10:58 5                   10:59 2   11:01 4
 * cumulative   10:57:59.999 0  10:58 5   10:59 7   11:00:59.999 0  11:01 4
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
   * @return whether the sum begins anew with it
   */
  boolean enter(long timeMillis) {
    long start = periodStart(timeMillis);
    if (start == periodStart) {
      return false;
    }
    periodStart = start;
    Arrays.fill(sums, 0);
    return true;
  }

  /**
   * Goes to the period of a delta.
   *
   * @return when to tell the 0 the sum begins with, or −1 when it goes on, or the delta comes right
   *     after the hour, which belongs to the sum before
   */
  long enterDelta(long timeMillis) {
    return enter(timeMillis) && timeMillis - 1 > periodStart ? timeMillis - 1 : -1;
  }

  double add(int figure, double delta) {
    sums[figure] += delta;
    return sums[figure];
  }
}
