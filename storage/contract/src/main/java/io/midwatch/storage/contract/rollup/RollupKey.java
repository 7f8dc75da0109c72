package io.midwatch.storage.contract.rollup;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.StringValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dimensions of one row, in the table's order; {@link AttributeValue#EMPTY} where the item said
 * nothing. The overflow key holds what came after the table's row limit.
 */
public record RollupKey(List<AttributeValue> values, boolean overflow) {
  public RollupKey {
    values = List.copyOf(values);
  }

  public static RollupKey of(List<AttributeValue> values) {
    return new RollupKey(values, false);
  }

  /** Texts in order; an empty text stands for "nothing was said". */
  public static RollupKey ofTexts(String... texts) {
    AttributeValue[] values = new AttributeValue[texts.length]; // once per item: no stream
    for (int i = 0; i < texts.length; i++) {
      values[i] = texts[i].isEmpty() ? AttributeValue.EMPTY : AttributeValue.of(texts[i]);
    }
    return of(List.of(values));
  }

  /** The key of everything beyond the limit. */
  public static RollupKey overflowOf(RollupTable table) {
    return new RollupKey(
        java.util.Collections.nCopies(table.dimensions().size(), AttributeValue.EMPTY), true);
  }

  /** As generated, without iterators: keys are looked up for every item and row. */
  @Override
  public int hashCode() {
    int hash = overflow ? 1 : 0;
    for (int i = 0; i < values.size(); i++) {
      // a String remembers its hash, the generated hashCode of a record does not
      AttributeValue value = values.get(i);
      hash = hash * 31 + (value instanceof StringValue(String text) ? text : value).hashCode();
    }
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof RollupKey key)
        || overflow != key.overflow
        || values.size() != key.values.size()) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      if (!same(values.get(i), key.values.get(i))) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // mostly the same object, which settles it
  private static boolean same(AttributeValue left, AttributeValue right) {
    if (left == right) {
      return true;
    }
    return left instanceof StringValue(String one) && right instanceof StringValue(String two)
        ? one.equals(two)
        : left.equals(right);
  }

  /** The text of a dimension, empty when nothing was said. */
  public String text(int dimension) {
    return values.get(dimension).text();
  }
}
