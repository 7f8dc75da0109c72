package io.midwatch.model;

/**
 * The outcome of a span. {@code codeNumber} is OTLP's number (0 unset, 1 ok, 2 error); a number
 * this version does not know is kept.
 */
public record SpanStatus(int codeNumber, String message) {
  public static final int UNSET_NUMBER = 0;
  public static final int OK_NUMBER = 1;
  public static final int ERROR_NUMBER = 2;

  public static final SpanStatus UNSET = new SpanStatus(UNSET_NUMBER, "");
  public static final SpanStatus OK = new SpanStatus(OK_NUMBER, "");

  public static SpanStatus error(String message) {
    return new SpanStatus(ERROR_NUMBER, message);
  }

  public boolean isError() {
    return codeNumber == ERROR_NUMBER;
  }

  /** {@code unset}, {@code ok}, {@code error}, or the number as text. */
  public String code() {
    return switch (codeNumber) {
      case UNSET_NUMBER -> "unset";
      case OK_NUMBER -> "ok";
      case ERROR_NUMBER -> "error";
      default -> Integer.toString(codeNumber);
    };
  }
}
