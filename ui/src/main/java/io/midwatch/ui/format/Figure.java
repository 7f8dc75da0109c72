package io.midwatch.ui.format;

/**
 * A formatted number and its unit, apart so that a page can print the unit lighter: {@code ("41.2",
 * "k/min")}, {@code ("94", "%")}, {@code ("1,482", "")}. A missing value is {@link #MISSING}, never
 * zero and never blank.
 */
public record Figure(String value, String unit) {
  /** Shown where there is no value. */
  public static final Figure MISSING = new Figure("—", "");

  private static final char NO_BREAK_SPACE = '\u00A0';

  /** Value and unit with a no-break space between them. */
  @Override
  public String toString() {
    return unit.isEmpty() ? value : value + NO_BREAK_SPACE + unit;
  }
}
