package io.midwatch.ui.chart;

/** A horizontal bar in percent of its row: {@code x="12.5%" width="40%"}. */
public record Bar(String x, String width) {
  /** The narrowest bar drawn, a share of the row, so that short things stay visible. */
  private static final double NARROWEST = 0.0025;

  /**
   * From {@code offset} for {@code length} of {@code total}, all in the same unit; kept inside the
   * row.
   */
  public static Bar of(double offset, double length, double total) {
    double whole = total > 0 ? total : 1;
    double from = Math.clamp(offset / whole, 0, 1 - NARROWEST);
    double share = Math.min(Math.max(length / whole, NARROWEST), 1 - from);
    return new Bar(Coordinate.percent(from), Coordinate.percent(share));
  }

  /** The width of {@code value} in a bar of 100 units whose end is {@code max}. */
  public static String share(double value, double max) {
    return max > 0 && value > 0 ? Coordinate.text(Math.clamp(100 * value / max, 0, 100)) : "0";
  }
}
