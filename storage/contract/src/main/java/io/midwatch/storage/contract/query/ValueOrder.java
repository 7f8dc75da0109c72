package io.midwatch.storage.contract.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.BytesValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.MapValue;
import io.midwatch.model.AttributeValue.StringValue;
import java.util.Comparator;
import java.util.List;

/**
 * The order of group keys in answers: booleans, numbers by value, texts by UTF-16 code unit, bytes,
 * arrays and maps by their text, and rows without a value last. Two numbers of one value are one
 * key, so a long and the double of its value are equal here.
 */
public final class ValueOrder {
  /** Values, ascending. */
  public static final Comparator<AttributeValue> VALUES = ValueOrder::compare;

  /** Keys of equal length, by their first value, then their second. */
  public static final Comparator<List<AttributeValue>> KEYS = ValueOrder::compareKeys;

  private ValueOrder() {}

  private static int compareKeys(List<AttributeValue> left, List<AttributeValue> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compare(AttributeValue left, AttributeValue right) {
    int byKind = Integer.compare(rank(left), rank(right));
    if (byKind != 0) {
      return byKind;
    }
    return switch (left) {
      case LongValue(long a) when right instanceof LongValue(long b) -> Long.compare(a, b);
      case LongValue(long a) when right instanceof DoubleValue(double b) -> compare(a, b);
      case DoubleValue(double a) when right instanceof LongValue(long b) -> -compare(b, a);
      case DoubleValue(double a) when right instanceof DoubleValue(double b) ->
          Double.compare(a + 0.0, b + 0.0);
      default -> left.text().compareTo(right.text());
    };
  }

  /** Exact also where a long has more digits than a double. */
  private static int compare(long a, double b) {
    int order = Double.compare((double) a, b + 0.0);
    if (order != 0) {
      return order;
    }
    // 2^63 is the double nearest to the largest longs, and above every one of them
    return b >= 0x1p63 ? -1 : Long.compare(a, (long) b);
  }

  private static int rank(AttributeValue value) {
    return switch (value) {
      case BoolValue _ -> 0;
      case LongValue _, DoubleValue _ -> 1;
      case StringValue _ -> 2;
      case BytesValue _ -> 3;
      case ArrayValue _ -> 4;
      case MapValue _ -> 5;
      case EmptyValue _ -> 6;
    };
  }
}
