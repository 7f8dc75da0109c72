package io.midwatch.ui.errors;

import io.midwatch.query.errors.ErrorRow;
import io.midwatch.ui.format.Format;

/** How a bug compares with the period before, in words. Pure. */
final class ErrorTrendText {
  private static final Format FORMAT = new Format();

  private ErrorTrendText() {}

  static String kind(ErrorRow row) {
    return switch (row.trend()) {
      case NEW, RISING -> "up";
      case STEADY -> "flat";
      case FALLING -> "down";
    };
  }

  /** {@code new}, {@code 1.8×}, {@code < 0.1×}, {@code steady}. */
  static String word(ErrorRow row) {
    return switch (row.trend()) {
      case NEW -> "new";
      case STEADY -> "steady";
      case RISING, FALLING -> factor((double) row.count() / row.countBefore());
    };
  }

  /** What would round to nothing is said as less than the smallest figure. */
  private static String factor(double ratio) {
    double rounded = Math.round(10 * ratio) / 10.0;
    return rounded == 0 ? "< 0.1×" : FORMAT.number(rounded) + "×";
  }
}
