package io.midwatch.model;

/** The six ranges of OTLP's severity numbers. */
public enum Severity {
  UNSPECIFIED(0),
  TRACE(1),
  DEBUG(5),
  INFO(9),
  WARN(13),
  ERROR(17),
  FATAL(21);

  private final int firstNumber;

  Severity(int firstNumber) {
    this.firstNumber = firstNumber;
  }

  /** The smallest severity number of this range; each but UNSPECIFIED holds four numbers. */
  public int firstNumber() {
    return firstNumber;
  }

  /** The range of a number; numbers outside 1 to 24 are UNSPECIFIED. */
  public static Severity of(int number) {
    if (number < 1 || number > 24) {
      return UNSPECIFIED;
    }
    return values()[1 + (number - 1) / 4];
  }
}
