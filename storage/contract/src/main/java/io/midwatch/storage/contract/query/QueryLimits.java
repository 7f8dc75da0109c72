package io.midwatch.storage.contract.query;

import java.time.Duration;

/**
 * What a question may cost. When a limit is reached the answer holds what was found and says it is
 * not complete.
 *
 * @param rowsScanned rows looked at
 * @param groups groups of an aggregation, at most 65,535
 * @param timeout from the call on
 */
public record QueryLimits(long rowsScanned, int groups, Duration timeout) {
  public static final int MAX_GROUPS = 65_535;
  public static final QueryLimits DEFAULT =
      new QueryLimits(Long.MAX_VALUE, 10_000, Duration.ofSeconds(10));

  public QueryLimits {
    if (rowsScanned < 1 || groups < 1 || groups > MAX_GROUPS) {
      throw new IllegalArgumentException("limits out of bounds: " + rowsScanned + ", " + groups);
    }
  }

  public QueryLimits within(Duration time) {
    return new QueryLimits(rowsScanned, groups, time);
  }
}
