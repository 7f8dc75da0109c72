package io.midwatch.collector.ingest;

import java.time.Duration;

/**
 * Ends a request that is turned away. The message is answered to the sender; it names what was
 * expected and holds no telemetry. Carries no stack trace, for refusing must be cheap.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(2);

  private final RefuseReason reason;
  private final Duration retryAfter;

  public RefusedException(RefuseReason reason, String message) {
    this(reason, message, DEFAULT_RETRY);
  }

  /**
   * @param retryAfter how long to wait; means something for retryable reasons only
   */
  public RefusedException(RefuseReason reason, String message, Duration retryAfter) {
    super(message, null, false, false);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public RefuseReason reason() {
    return reason;
  }

  public Duration retryAfter() {
    return retryAfter;
  }

  /** What the sender is told. */
  public String explanation() {
    return String.valueOf(getMessage());
  }
}
