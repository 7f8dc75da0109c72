package io.midwatch.storage.columnar.rollup;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.contract.rollup.RollupKey;
import java.util.List;

/** Hash and equality of keys without iterators: both are asked once per item and cell. */
final class KeyHash {
  private KeyHash() {}

  static int of(RollupKey key) {
    List<AttributeValue> values = key.values();
    int hash = key.overflow() ? 1 : 0;
    for (int i = 0; i < values.size(); i++) {
      AttributeValue value = values.get(i);
      // a String remembers its hash, the generated hashCode of a record does not
      int one = value instanceof StringValue text ? text.value().hashCode() : value.hashCode();
      hash = hash * 31 + one;
    }
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }

  @SuppressWarnings("ReferenceEquality") // mostly the same object, which settles it
  static boolean same(RollupKey left, RollupKey right) {
    if (left == right) {
      return true;
    }
    List<AttributeValue> one = left.values();
    List<AttributeValue> other = right.values();
    if (left.overflow() != right.overflow() || one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!same(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private static boolean same(AttributeValue left, AttributeValue right) {
    if (left == right) {
      return true;
    }
    return left instanceof StringValue one && right instanceof StringValue other
        ? one.value().equals(other.value())
        : left.equals(right);
  }
}
