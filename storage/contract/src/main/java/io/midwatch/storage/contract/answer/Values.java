package io.midwatch.storage.contract.answer;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a value of a row is compared: an array stands for each of its elements, nested ones included;
 * an empty value and an array without elements stand for nothing.
 */
public final class Values {
  private Values() {}

  /** Whether any element of the value passes. */
  public static boolean any(@Nullable AttributeValue value, Predicate<AttributeValue> test) {
    return switch (value) {
      case null -> false;
      case EmptyValue _ -> false;
      case ArrayValue(List<AttributeValue> elements) -> {
        for (AttributeValue element : elements) {
          if (any(element, test)) {
            yield true;
          }
        }
        yield false;
      }
      default -> test.test(value);
    };
  }

  /** The distinct elements as group keys; empty when the row has no value. */
  public static List<AttributeValue> keys(@Nullable AttributeValue value) {
    return switch (value) {
      case null -> List.of();
      case EmptyValue _ -> List.of();
      case ArrayValue _ -> {
        Set<AttributeValue> keys = new LinkedHashSet<>();
        any(value, element -> !keys.add(normal(element)) && false);
        yield List.copyOf(keys);
      }
      default -> List.of(normal(value));
    };
  }

  /** One spelling for equal numbers: a double without a fraction becomes a long. */
  public static AttributeValue normal(AttributeValue value) {
    return value instanceof DoubleValue(double number)
            && number == Math.rint(number)
            && number >= -0x1p63
            && number < 0x1p63
        ? new LongValue((long) number)
        : value;
  }

  /** The number of a value, NaN for anything else. */
  public static double number(AttributeValue value) {
    return switch (value) {
      case LongValue(long number) -> number;
      case DoubleValue(double number) -> number;
      default -> Double.NaN;
    };
  }
}
