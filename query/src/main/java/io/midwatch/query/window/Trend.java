package io.midwatch.query.window;

/** How a count of a window compares with that of the period of equal length before. */
public enum Trend {
  /** None before. */
  NEW,
  RISING,
  /** No difference that chance would not make. */
  STEADY,
  FALLING;

  private static final double DEVIATIONS = 3;

  /**
   * Rising or falling when the difference is more than three standard deviations of that of two
   * Poisson counts of equal mean. Nothing now and before is steady.
   */
  public static Trend of(long now, long before) {
    if (before <= 0) {
      return now > 0 ? NEW : STEADY;
    }
    double difference = now - before;
    double chance = DEVIATIONS * Math.sqrt((double) now + before);
    return difference > chance ? RISING : difference < -chance ? FALLING : STEADY;
  }
}
