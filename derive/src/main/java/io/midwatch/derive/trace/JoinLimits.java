package io.midwatch.derive.trace;

import java.time.Duration;

/**
 * How much of the past the trace join remembers.
 *
 * @param window for how long after a trace was last heard of, and after a call was; by the times at
 *     which requests were received
 * @param bytes what is remembered takes at most so much memory, roughly; beyond, the oldest goes
 */
public record JoinLimits(Duration window, long bytes) {
  public static final JoinLimits DEFAULT = new JoinLimits(Duration.ofMinutes(2), 256L << 20);

  /** Less would not hold the largest single span. */
  private static final long LEAST_BYTES = 1 << 20;

  public JoinLimits {
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("the window must be positive: " + window);
    }
    if (bytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "the trace join needs " + LEAST_BYTES + " bytes at least, not " + bytes);
    }
  }
}
