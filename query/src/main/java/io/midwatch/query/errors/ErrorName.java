package io.midwatch.query.errors;

/** What a bug is called. */
record ErrorName(String type, String message, String place) {
  /** Its name was counted as overflow. */
  static final ErrorName UNKNOWN = new ErrorName("", "", "");
}
