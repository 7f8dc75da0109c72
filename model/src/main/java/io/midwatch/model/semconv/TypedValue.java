package io.midwatch.model.semconv;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.StringValue;
import org.jspecify.annotations.Nullable;

/** Gives a value as sent the one type its field has; null when it is empty or of no such type. */
final class TypedValue {
  private TypedValue() {}

  static @Nullable AttributeValue of(@Nullable AttributeValue value, FieldType type) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case TEXT -> text(value);
      case NUMBER -> number(value);
      case BOOL -> bool(value);
    };
  }

  static @Nullable AttributeValue text(AttributeValue value) {
    if (value instanceof StringValue(String text)) {
      return text.isEmpty() ? null : value;
    }
    String text = value.text();
    return text.isEmpty() ? null : AttributeValue.of(text);
  }

  /** Finite numbers only; whole doubles become longs, so that 200 and 200.0 are one value. */
  static @Nullable AttributeValue number(AttributeValue value) {
    return switch (value) {
      case LongValue whole -> whole;
      case DoubleValue(double number) -> number(number);
      case StringValue(String text) -> parse(text);
      default -> null;
    };
  }

  static double toDouble(AttributeValue number) {
    return switch (number) {
      case LongValue(long value) -> value;
      case DoubleValue(double value) -> value;
      default -> throw new IllegalArgumentException("expected a number, found " + number);
    };
  }

  private static @Nullable AttributeValue bool(AttributeValue value) {
    return switch (value) {
      case BoolValue bool -> bool;
      case StringValue(String text) when text.equals("true") -> AttributeValue.of(true);
      case StringValue(String text) when text.equals("false") -> AttributeValue.of(false);
      default -> null;
    };
  }

  private static @Nullable AttributeValue number(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? AttributeValue.of((long) value)
        : AttributeValue.of(value);
  }

  private static @Nullable AttributeValue parse(String text) {
    if (text.isEmpty() || text.length() > 32) {
      return null;
    }
    try {
      return AttributeValue.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      return parseDouble(text);
    }
  }

  private static @Nullable AttributeValue parseDouble(String text) {
    try {
      return number(Double.parseDouble(text));
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
