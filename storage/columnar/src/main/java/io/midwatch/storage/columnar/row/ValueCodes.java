package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.columnar.table.Coded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small dictionary of values, bounded. Not thread-safe while it is filled. */
final class ValueCodes {
  private static final int MOST_VALUES = 65_536;

  /** Of a value with its places in the map and the list, without its letters. */
  private static final int VALUE_BYTES = 136;

  private final Map<AttributeValue, Integer> codes = new HashMap<>();
  private final List<AttributeValue> values = new ArrayList<>();
  private boolean holdsArray;
  private long sizeBytes;

  ValueCodes copy() {
    ValueCodes copy = new ValueCodes();
    copy.codes.putAll(codes);
    copy.values.addAll(values);
    copy.holdsArray = holdsArray;
    copy.sizeBytes = sizeBytes;
    return copy;
  }

  /** Bytes in memory, near enough. */
  long sizeBytes() {
    return sizeBytes;
  }

  boolean holdsArray() {
    return holdsArray;
  }

  /** Whether a value may have been refused. */
  boolean isFull() {
    return values.size() == MOST_VALUES;
  }

  /** The code of a value, added when there is room, else {@link Coded#OUTSIDE}. */
  int intern(AttributeValue value) {
    Integer known = codes.get(value);
    if (known != null) {
      return known;
    }
    if (values.size() == MOST_VALUES) {
      return Coded.OUTSIDE;
    }
    int code = Coded.FIRST + values.size();
    codes.put(value, code);
    holdsArray |= value instanceof ArrayValue;
    values.add(value);
    sizeBytes += VALUE_BYTES + (value instanceof StringValue(String text) ? text.length() : 0);
    return code;
  }

  int find(AttributeValue value) {
    return codes.getOrDefault(value, Coded.ABSENT);
  }

  int findOrOutside(AttributeValue value) {
    return codes.getOrDefault(value, Coded.OUTSIDE);
  }

  AttributeValue value(int code) {
    return values.get(code - Coded.FIRST);
  }

  int codeCount() {
    return Coded.FIRST + values.size();
  }
}
