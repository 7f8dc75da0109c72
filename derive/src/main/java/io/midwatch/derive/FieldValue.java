package io.midwatch.derive;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.LongValue;
import org.jspecify.annotations.Nullable;

/** What a field says, where it may say nothing or something of another type. */
final class FieldValue {
  private FieldValue() {}

  /** Empty when nothing was said. */
  static String text(@Nullable AttributeValue value) {
    return value == null ? "" : value.text();
  }

  static boolean isTrue(@Nullable AttributeValue value) {
    return value instanceof BoolValue(boolean bool) && bool;
  }

  /** A whole number, or {@code otherwise} when none was said. */
  static long whole(@Nullable AttributeValue value, long otherwise) {
    return value instanceof LongValue(long number) ? number : otherwise;
  }

  static double number(@Nullable AttributeValue value, double otherwise) {
    return switch (value) {
      case LongValue(long number) -> number;
      case DoubleValue(double number) -> number;
      case null, default -> otherwise;
    };
  }
}
