package io.midwatch.demo.launcher;

/** The demo can't start because of what the user asked for or has; the message says what to do. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
