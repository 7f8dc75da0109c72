package io.midwatch.ui.format;

import io.midwatch.query.window.Change;

/** How a count compares with the period before, in words. Pure. */
public final class TrendText {
  private static final Format FORMAT = new Format();

  private TrendText() {}

  /** {@code up}, {@code down} or {@code flat}. */
  public static String kind(Change change) {
    return switch (change.trend()) {
      case NEW, RISING -> "up";
      case STEADY -> "flat";
      case FALLING -> "down";
    };
  }

  /** {@code new}, {@code 1.8×}, {@code < 0.1×}, {@code steady}. */
  public static String word(Change change) {
    return switch (change.trend()) {
      case NEW -> "new";
      case STEADY -> "steady";
      case RISING, FALLING -> factor((double) change.now() / change.before());
    };
  }

  /** What would round to nothing is said as less than the smallest figure. */
  private static String factor(double ratio) {
    double rounded = Math.round(10 * ratio) / 10.0;
    return rounded == 0 ? "< 0.1×" : FORMAT.number(rounded) + "×";
  }
}
