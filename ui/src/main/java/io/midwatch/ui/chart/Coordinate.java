package io.midwatch.ui.chart;

/**
 * Writes SVG coordinates with one decimal, always with a point: {@code 12}, {@code 4.8}, {@code
 * -0.5}.
 */
final class Coordinate {
  private Coordinate() {}

  static String text(double value) {
    StringBuilder text = new StringBuilder(8);
    append(text, value);
    return text.toString();
  }

  static void append(StringBuilder target, double value) {
    long tenths = Math.round(value * 10);
    if (tenths < 0) {
      target.append('-');
      tenths = -tenths;
    }
    target.append(tenths / 10);
    if (tenths % 10 != 0) {
      target.append('.').append(tenths % 10);
    }
  }

  /** A share of the whole width as a percentage: {@code 0.3333} is {@code 33.33%}. */
  static String percent(double share) {
    long hundredths = Math.round(Math.clamp(share, 0, 1) * 10_000);
    return hundredths / 100 + (hundredths % 100 == 0 ? "" : fraction(hundredths % 100)) + "%";
  }

  private static String fraction(long hundredths) {
    return hundredths % 10 == 0 ? "." + hundredths / 10 : "." + hundredths / 10 + hundredths % 10;
  }

  /** Adds a rectangle to a path. */
  static void box(StringBuilder path, double x, double y, double width, double height) {
    path.append('M');
    append(path, x);
    path.append(' ');
    append(path, y);
    path.append('h');
    append(path, width);
    path.append('v');
    append(path, height);
    path.append('h');
    append(path, -width);
    path.append('z');
  }
}
