package io.midwatch.query.promql.syntax;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as PromQL writes them: decimal, hexadecimal, octal after a zero, {@code Inf}, {@code
 * NaN}.
 */
public final class Numbers {
  private Numbers() {}

  /**
   * The number of a query, or null when it is none: {@code 0x1f} is 31, {@code 017} is 15, {@code
   * 018} is 18.
   */
  public static @Nullable Double parse(String text) {
    return signed(
        text,
        word -> {
          Double whole = whole(word);
          return whole == null ? fraction(word) : whole;
        });
  }

  /** The same of what is no query, a time or a bucket's bound: {@code 017} is 17. */
  public static @Nullable Double parseDecimal(String text) {
    return signed(text, Numbers::fraction);
  }

  private static @Nullable Double signed(String text, Function<String, @Nullable Double> unsigned) {
    String word = text.toLowerCase(Locale.ROOT);
    boolean negative = word.startsWith("-");
    Double value = unsigned.apply(negative || word.startsWith("+") ? word.substring(1) : word);
    return value == null ? null : negative ? Double.valueOf(-value) : value;
  }

  /** Hexadecimal and octal ones of 63 bits; null for others. */
  private static @Nullable Double whole(String word) {
    boolean hexadecimal = word.startsWith("0x");
    if (!word.startsWith("0") || word.length() == 1 || !underscoresSeparate(word, hexadecimal)) {
      return null;
    }
    String digits = word.substring(hexadecimal ? 2 : 1).replace("_", "");
    try {
      boolean sign = digits.startsWith("-") || digits.startsWith("+");
      return sign ? null : Double.valueOf(Long.parseLong(digits, hexadecimal ? 16 : 8));
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private static @Nullable Double fraction(String word) {
    if (word.equals("inf") || word.equals("infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    if (word.equals("nan")) {
      return Double.NaN;
    }
    if (word.isEmpty()
        || "0123456789.".indexOf(word.charAt(0)) < 0
        || "0123456789.".indexOf(word.charAt(word.length() - 1)) < 0
        || !underscoresSeparate(word, word.startsWith("0x"))) {
      return null;
    }
    try {
      double value = Double.parseDouble(word.replace("_", ""));
      return Double.isInfinite(value) ? null : Double.valueOf(value);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /** Every underscore is alone between two digits, or after {@code 0x}. */
  private static boolean underscoresSeparate(String word, boolean hexadecimal) {
    String digits = hexadecimal ? "0123456789abcdef" : "0123456789";
    for (int i = word.indexOf('_'); i >= 0; i = word.indexOf('_', i + 1)) {
      boolean after = hexadecimal && i == 2 || i > 0 && digits.indexOf(word.charAt(i - 1)) >= 0;
      if (!after || i + 1 == word.length() || digits.indexOf(word.charAt(i + 1)) < 0) {
        return false;
      }
    }
    return true;
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

  /** With an exponent of at least two digits: {@code 1e+30}, {@code -1.25e-07}. */
  public static String exponential(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return format(value);
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    return String.format(
        Locale.ROOT,
        "%s%s%se%s%02d",
        value < 0 ? "-" : "",
        digits.charAt(0),
        digits.length() > 1 ? "." + digits.substring(1) : "",
        exponent < 0 ? "-" : "+",
        Math.abs(exponent));
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
    return exponential(value);
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
