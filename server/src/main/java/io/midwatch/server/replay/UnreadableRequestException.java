package io.midwatch.server.replay;

import org.jspecify.annotations.Nullable;

/** A line of a recording is no OTLP export request; the message says why. */
final class UnreadableRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRequestException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
