package io.midwatch.query.promql;

import java.time.Duration;

/**
 * How queries are evaluated and what one may cost.
 *
 * @param lookback how old the newest sample of a series may be
 * @param defaultStep of subqueries that name none
 * @param maxSamples samples read and made by one query
 * @param maxSeries series read by one query
 * @param timeout from the start of the evaluation
 */
public record PromqlOptions(
    Duration lookback, Duration defaultStep, long maxSamples, int maxSeries, Duration timeout) {
  public static final PromqlOptions DEFAULT =
      new PromqlOptions(
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          50_000_000,
          1_000_000,
          Duration.ofMinutes(2));

  public PromqlOptions {
    if (lookback.toMillis() < 1 || defaultStep.toMillis() < 1) {
      throw new IllegalArgumentException("lookback and default step must be positive");
    }
  }

  public PromqlOptions withLookback(Duration other) {
    return new PromqlOptions(other, defaultStep, maxSamples, maxSeries, timeout);
  }

  public PromqlOptions withTimeout(Duration other) {
    return new PromqlOptions(lookback, defaultStep, maxSamples, maxSeries, other);
  }
}
