package io.midwatch.server.settings;

/** A setting stops the start; the message names it and says what is allowed. */
public final class WrongSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongSettingException(String message) {
    super(message);
  }
}
