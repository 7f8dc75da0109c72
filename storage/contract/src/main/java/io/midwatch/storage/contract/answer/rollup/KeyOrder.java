package io.midwatch.storage.contract.answer.rollup;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.StringValue;
import java.util.Comparator;
import java.util.List;

/** The order of rollup keys in answers: nothing said, then false, true, numbers, texts. */
public final class KeyOrder {
  /** Keys of equal length, by their first value, then their second. */
  public static final Comparator<List<AttributeValue>> KEYS = KeyOrder::compareKeys;

  private KeyOrder() {}

  private static int compareKeys(List<AttributeValue> left, List<AttributeValue> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = compareValues(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @SuppressWarnings("ReferenceEquality") // often the same object, which settles it
  private static int compareValues(AttributeValue left, AttributeValue right) {
    if (left == right) {
      return 0;
    }
    if (left instanceof StringValue(String one) && right instanceof StringValue(String two)) {
      return one.compareTo(two); // nearly all
    }
    int order = Integer.compare(rank(left), rank(right));
    if (order != 0) {
      return order;
    }
    return switch (left) {
      case BoolValue(boolean value) -> Boolean.compare(value, ((BoolValue) right).value());
      case LongValue _, DoubleValue _ -> compareNumbers(left, right);
      default -> left.text().compareTo(right.text());
    };
  }

  private static int rank(AttributeValue value) {
    return switch (value) {
      case EmptyValue _ -> 0;
      case BoolValue _ -> 1;
      case LongValue _, DoubleValue _ -> 2;
      default -> 3;
    };
  }

  private static int compareNumbers(AttributeValue left, AttributeValue right) {
    if (left instanceof LongValue(long one) && right instanceof LongValue(long other)) {
      return Long.compare(one, other);
    }
    return Double.compare(Double.parseDouble(left.text()), Double.parseDouble(right.text()));
  }
}
