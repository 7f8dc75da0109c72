package io.midwatch.ui.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small line without axes: its path, gaps, the dashed limit and the last point. Zero is the
 * baseline.
 *
 * @param width of the view box, user units
 * @param height of the view box, user units
 * @param line the path; empty without data
 * @param ghost the same time before, or empty
 * @param limitY y of the limit line, null without a limit
 * @param endX x of the last value, null when the series ends in a gap
 * @param endY y of the last value
 */
public record Sparkline(
    int width,
    int height,
    String line,
    String ghost,
    @Nullable String limitY,
    @Nullable String endX,
    @Nullable String endY,
    List<Gap> gaps,
    Tone tone) {
  /** Room on the right for the dot on the last value. */
  private static final int DOT = 3;

  public Sparkline {
    gaps = List.copyOf(gaps);
  }

  /**
   * A line on its own scale. {@code values} are evenly spaced, oldest first, {@code NaN} where
   * nothing is known.
   */
  public static Sparkline of(double[] values, int width, int height, Tone tone) {
    return of(values, new double[0], Double.NaN, largest(values), width, height, tone);
  }

  /**
   * A line on a given scale, for comparing sizes down a column.
   *
   * @param ghost the previous period, empty for none
   * @param limit the limit, {@code NaN} for none; it raises the scale when it lies above {@code
   *     max}
   * @param max the value at the top of the box
   */
  public static Sparkline of(
      double[] values, double[] ghost, double limit, double max, int width, int height, Tone tone) {
    double top = Math.max(Math.max(max, largest(ghost)), Double.isNaN(limit) ? 0 : limit);
    Geometry box = new Geometry(width - DOT, height, top);
    boolean ends = values.length > 0 && !Double.isNaN(values[values.length - 1]);
    return new Sparkline(
        width,
        height,
        box.path(values, width / 2),
        box.path(ghost, width / 2),
        Double.isNaN(limit) ? null : Coordinate.text(box.y(limit)),
        ends ? Coordinate.text(box.x(values.length - 1, values.length)) : null,
        ends ? Coordinate.text(box.y(values[values.length - 1])) : null,
        box.gaps(values),
        tone);
  }

  /** Whether there is anything to draw. */
  public boolean present() {
    return !line.isEmpty();
  }

  public String viewBox() {
    return "0 0 " + width + " " + height;
  }

  static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = value > largest ? value : largest;
    }
    return largest;
  }
}
