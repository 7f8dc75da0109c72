package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives the terms of one grouping numbers, over all parts of a question. Not thread-safe. */
final class Terms {
  /** The row is left out of the answer. */
  static final int LEFT_OUT = -1;

  /** The row has several terms, or one that has no number. */
  static final int BY_VALUE = -2;

  /** Terms that get a number; groups are fewer, so what lies beyond is mostly refused anyway. */
  private static final int MOST = 1 << 18;

  private final Map<AttributeValue, Integer> numbers = new HashMap<>();
  private final List<AttributeValue> values = new ArrayList<>();

  /** The number of the only term; {@link #LEFT_OUT} without one, else {@link #BY_VALUE}. */
  int number(List<AttributeValue> terms) {
    if (terms.isEmpty()) {
      return LEFT_OUT;
    }
    return terms.size() == 1 ? number(terms.getFirst()) : BY_VALUE;
  }

  private int number(AttributeValue term) {
    Integer known = numbers.get(term);
    if (known != null) {
      return known;
    }
    if (values.size() == MOST) {
      return BY_VALUE;
    }
    numbers.put(term, values.size());
    values.add(term);
    return values.size() - 1;
  }

  AttributeValue value(int number) {
    return values.get(number);
  }
}
