package io.midwatch.storage.contract.answer.rollup;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;

/** Which keys a table takes: one value per dimension, of the dimension's type or empty. */
public final class TableKeys {
  private TableKeys() {}

  /**
   * @throws IllegalArgumentException when the table takes no such key
   */
  public static void require(RollupTable table, RollupKey key) {
    if (key.values().size() != table.dimensions().size()) {
      throw new IllegalArgumentException(
          table.name() + " has " + table.dimensions().size() + " dimensions, not " + key);
    }
    for (int i = 0; i < key.values().size(); i++) {
      if (!fits(table.dimensions().get(i).type(), key.values().get(i))) {
        throw new IllegalArgumentException(
            table.name() + " takes no such value for " + table.dimensions().get(i));
      }
    }
  }

  private static boolean fits(RollupTable.DimensionType type, AttributeValue value) {
    return value instanceof EmptyValue
        || switch (type) {
          case TEXT -> value instanceof StringValue;
          case NUMBER -> value instanceof LongValue || value instanceof DoubleValue;
          case BOOL -> value instanceof BoolValue;
        };
  }
}
