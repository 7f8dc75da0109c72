package io.midwatch.collector.otlp;

/**
 * The sender's bytes are not a valid export request. The message says what was expected, what was
 * found and at which byte or line; it never holds telemetry content. Carries no stack trace: bad
 * input is common and must stay cheap.
 */
public final class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DecodeException(String message) {
    super(message, null, false, false);
  }

  /** What the sender is told. */
  public String explanation() {
    return String.valueOf(getMessage());
  }
}
