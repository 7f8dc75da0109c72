package io.midwatch.ui.errors;

import io.midwatch.query.errors.ErrorRow;

/** A bug's name in words. Pure. */
final class ErrorTitle {
  private static final int LONGEST = 200;

  private ErrorTitle() {}

  /** {@code IllegalStateException: cart * is empty}, as far as type and message are known. */
  static String of(ErrorRow row) {
    String type = simpleType(row);
    String message = row.message().lines().findFirst().orElse("").strip();
    String title = type.isEmpty() ? message : message.isEmpty() ? type : type + ": " + message;
    if (title.isEmpty()) {
      return "Failures without a type or message";
    }
    return title.length() > LONGEST ? title.substring(0, LONGEST) + "…" : title;
  }

  /** The type without its package; a status code says whose it is. */
  private static String simpleType(ErrorRow row) {
    String type = row.type().substring(row.type().lastIndexOf('.') + 1);
    return type.matches("\\d{3}") ? "HTTP " + type : type;
  }
}
