package io.midwatch.query.promql.syntax;

/** Durations as Prometheus writes them: {@code 1h30m}, {@code 250ms}. */
public final class Durations {
  /** What is said of more than 292 years. */
  static final String TOO_LONG = "duration out of range";

  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {
    365L * 24 * 3_600_000, 7L * 24 * 3_600_000, 24L * 3_600_000, 3_600_000, 60_000, 1_000, 1
  };

  private Durations() {}

  /**
   * Milliseconds; units come from long to short, each once.
   *
   * @throws IllegalArgumentException when it is no duration
   */
  public static long parse(String text) {
    long millis = 0;
    int unit = 0;
    int i = 0;
    if (text.equals("0")) {
      return 0;
    }
    while (i < text.length()) {
      int digits = i;
      while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        i++;
      }
      int letters = i;
      while (i < text.length() && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        i++;
      }
      while (unit < UNITS.length && !text.substring(letters, i).equals(UNITS[unit])) {
        unit++;
      }
      if (digits == letters || unit == UNITS.length) {
        throw new IllegalArgumentException("not a valid duration string: " + Quoting.quote(text));
      }
      try {
        long count = Long.parseLong(text, digits, letters, 10);
        millis = Math.addExact(millis, Math.multiplyExact(count, MILLIS[unit++]));
      } catch (ArithmeticException | NumberFormatException tooLong) {
        throw new IllegalArgumentException(TOO_LONG, tooLong);
      }
    }
    if (text.isEmpty() || millis > Long.MAX_VALUE / 1_000_000) {
      throw new IllegalArgumentException(text.isEmpty() ? "empty duration string" : TOO_LONG);
    }
    return millis;
  }

  /** Years and weeks only when they come out even, as Prometheus prints it. */
  public static String format(long millis) {
    if (millis == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder(millis < 0 ? "-" : "");
    long left = Math.abs(millis);
    for (int i = 0; i < UNITS.length; i++) {
      boolean onlyExact = i < 3;
      if (left > 0 && left >= MILLIS[i] && (!onlyExact || left % MILLIS[i] == 0)) {
        text.append(left / MILLIS[i]).append(UNITS[i]);
        left %= MILLIS[i];
      }
    }
    return text.toString();
  }
}
