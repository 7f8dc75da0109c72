package io.midwatch.query.promql.syntax;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as PromQL writes them: decimal, hexadecimal, {@code Inf}, {@code NaN}. */
public final class Numbers {
  private Numbers() {}

  /** The number, or null when it is none. */
  public static @Nullable Double parse(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    boolean negative = word.startsWith("-");
    String unsigned = negative || word.startsWith("+") ? word.substring(1) : word;
    Double value = parseUnsigned(unsigned);
    return value == null ? null : negative ? Double.valueOf(-value) : value;
  }

  private static @Nullable Double parseUnsigned(String word) {
    if (word.equals("inf") || word.equals("infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    if (word.equals("nan")) {
      return Double.NaN;
    }
    // Underscores separate digits: one, with a digit on either side.
    if (word.isEmpty() || word.contains("__") || word.endsWith("_") || word.startsWith("_")) {
      return null;
    }
    String digits = word.replace("_", "");
    try {
      if (digits.startsWith("0x")) {
        return new java.math.BigInteger(digits.substring(2), 16).doubleValue();
      }
      char last = digits.charAt(digits.length() - 1);
      return last == 'd' || last == 'f' ? null : Double.valueOf(digits);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /** The shortest text that reads back as the same number, without exponent: {@code 0.00001}. */
  public static String format(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
