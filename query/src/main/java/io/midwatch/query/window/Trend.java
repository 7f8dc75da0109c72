package io.midwatch.query.errors;

/** How the occurrences of a window compare with those of the period of equal length before. */
public enum ErrorTrend {
  /** None before. */
  NEW,
  RISING,
  /** No difference that chance would not make. */
  STEADY,
  FALLING;

  private static final double DEVIATIONS = 3;

  /**
   * Rising or falling when the difference is more than three standard deviations of that of two
   * Poisson counts of equal mean.
   */
  public static ErrorTrend of(long now, long before) {
    if (before <= 0) {
      return NEW;
    }
    double difference = now - before;
    double chance = DEVIATIONS * Math.sqrt((double) now + before);
    return difference > chance ? RISING : difference < -chance ? FALLING : STEADY;
  }
}
