package io.midwatch.storage.contract.rollup;

import io.midwatch.model.AttributeValue;
import java.util.List;

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

  /** The text of a dimension, empty when nothing was said. */
  public String text(int dimension) {
    return values.get(dimension).text();
  }
}
