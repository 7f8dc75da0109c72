package io.midwatch.query.operations;

import io.midwatch.query.window.Change;
import org.jspecify.annotations.Nullable;

/**
 * One customer in a window, in the period before, and beside all others.
 *
 * @param load its share of all requests, 0 to 1
 */
public record TenantChange(TenantRow now, TenantRow before, double load) {
  private static final double NOISY_LOAD = 0.25;
  private static final double NOISY_GROWTH = 2;

  public String tenant() {
    return now.tenant();
  }

  public Change failed() {
    return new Change(now.failed(), before.failed());
  }

  public Change requests() {
    return new Change(now.requests(), before.requests());
  }

  /** Failed share of its own requests, 0 to 1; null when it made none. */
  public @Nullable Double failedRatio() {
    return now.requests() == 0 ? null : (double) now.failed() / now.requests();
  }

  /** Whether it makes a quarter of all requests or more, and twice as many as before or more. */
  public boolean noisy() {
    Double growth = requests().ratio();
    return load >= NOISY_LOAD && growth != null && growth >= NOISY_GROWTH;
  }
}
