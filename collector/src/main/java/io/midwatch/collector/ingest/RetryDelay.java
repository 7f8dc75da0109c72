package io.midwatch.collector.ingest;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Spreads retry delays, so that senders refused together do not come back together. */
public final class RetryDelay {
  private RetryDelay() {}

  /** Whole seconds, at least 1, within a quarter around the delay. */
  public static long spreadSeconds(Duration delay) {
    double factor = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
    return Math.max(1, Math.round(delay.toMillis() * factor / 1000));
  }
}
