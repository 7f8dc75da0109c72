package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Codes of listed values; the dictionary takes so many values and no more. */
final class ListCodes implements Coded {
  private final List<@Nullable AttributeValue> values;
  private final Map<AttributeValue, Integer> codes = new HashMap<>();
  private final List<AttributeValue> dictionary = new ArrayList<>();
  private final boolean outside;
  private final boolean arrays;

  ListCodes(List<@Nullable AttributeValue> values, int most) {
    this.values = values;
    for (AttributeValue value : values) {
      if (value != null && !codes.containsKey(value) && dictionary.size() < most) {
        codes.put(value, FIRST + dictionary.size());
        dictionary.add(value);
      }
    }
    outside = values.stream().anyMatch(value -> value != null && !codes.containsKey(value));
    arrays = values.stream().anyMatch(AttributeValue.ArrayValue.class::isInstance);
  }

  @Override
  public void read(int block, int[] into) {
    int from = block * Table.BLOCK_ROWS;
    for (int i = 0; i < Table.BLOCK_ROWS && from + i < values.size(); i++) {
      into[i] = codeAt(from + i);
    }
  }

  @Override
  public int codeAt(int row) {
    AttributeValue value = values.get(row);
    return value == null ? ABSENT : codes.getOrDefault(value, OUTSIDE);
  }

  @Override
  public int codeCount() {
    return FIRST + dictionary.size();
  }

  @Override
  public AttributeValue value(int code) {
    return dictionary.get(code - FIRST);
  }

  @Override
  public int find(AttributeValue value) {
    return codes.getOrDefault(value, ABSENT);
  }

  @Override
  public @Nullable AttributeValue valueAt(int row) {
    return values.get(row);
  }

  @Override
  public boolean any(int block) {
    int from = block * Table.BLOCK_ROWS;
    int to = Math.min(values.size(), from + Table.BLOCK_ROWS);
    return values.subList(from, to).stream().anyMatch(value -> value != null);
  }

  @Override
  public boolean mayBeOutside() {
    return outside;
  }

  @Override
  public boolean mayHoldArrays() {
    return arrays;
  }
}
