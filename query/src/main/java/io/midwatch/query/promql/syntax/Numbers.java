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
    String shortest = Double.toString(value);
    int exponent = shortest.indexOf('E');
    return exponent < 0
        ? shortest
        : plain(
            shortest.substring(0, exponent),
            Integer.parseInt(shortest, exponent + 1, shortest.length(), 10));
  }

  /**
   * As numbers within the text of a histogram are written ({@code %g} of Go): with an exponent
   * below 0.0001 and from a million on.
   */
  public static String formatGeneral(double value) {
    double size = Math.abs(value);
    if (size == 0 || size >= 1e-4 && size < 1e6 || !Double.isFinite(value)) {
      return format(value);
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    String mantissa = shortest.movePointLeft(exponent).toPlainString();
    return String.format(
        Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /**
   * {@code -1.25} with exponent −4 is {@code -0.000125}: without BigDecimal, which costs ten times.
   */
  private static String plain(String mantissa, int exponent) {
    boolean negative = mantissa.startsWith("-");
    String digits = mantissa.substring(negative ? 1 : 0).replace(".", "");
    if (digits.endsWith("0")) {
      digits = digits.substring(0, digits.length() - 1); // it was "1.0"
    }
    StringBuilder text = new StringBuilder(negative ? "-" : "");
    int point = exponent + 1;
    if (point <= 0) {
      return text.append("0.").repeat('0', -point).append(digits).toString();
    }
    if (point >= digits.length()) {
      return text.append(digits).repeat('0', point - digits.length()).toString();
    }
    return text.append(digits, 0, point).append('.').append(digits.substring(point)).toString();
  }
}
