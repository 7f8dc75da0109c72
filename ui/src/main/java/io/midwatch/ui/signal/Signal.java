package io.midwatch.ui.signal;

/**
 * The state of one figure: its mark ({@code crit}, {@code warn}, or {@code quiet} for none) and the
 * words beside it.
 */
public record Signal(String mark, String word) {
  public static final Signal QUIET = new Signal("quiet", "");

  static Signal over(String word) {
    return new Signal("crit", word);
  }

  static Signal near(String word) {
    return new Signal("warn", word);
  }

  /** Whether a mark is shown. */
  public boolean shown() {
    return !word.isEmpty();
  }

  /** The class of the printed value. */
  public String css() {
    return switch (mark) {
      case "crit" -> "up";
      case "warn" -> "near";
      default -> "";
    };
  }
}
