package io.midwatch.storage.contract;

import java.time.Duration;

/** The store takes nothing more just now; nothing was stored and the caller should retry later. */
public final class StoreOverloadedException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public StoreOverloadedException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** With what kept the store from taking it. */
  public StoreOverloadedException(String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** How long the sender should wait; at least one second when rounded up. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
