package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.rollup.DistinctSketch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The groups of an answer, numbered from 0 in the order they were met. Not thread-safe. */
final class Groups {
  /** The answer has no room for the group. */
  static final int REFUSED = -1;

  private final Budget budget;
  private final Map<List<AttributeValue>, Integer> numbers = new HashMap<>();
  private final List<List<AttributeValue>> keys = new ArrayList<>();
  private final DistinctSketch refused = new DistinctSketch();

  Groups(Budget budget) {
    this.budget = budget;
  }

  int number(List<AttributeValue> key) {
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    if (keys.size() >= budget.groups()) {
      refused.observe(key.toString());
      budget.incomplete("more than " + budget.groups() + " groups");
      return REFUSED;
    }
    numbers.put(key, keys.size());
    keys.add(key);
    return keys.size() - 1;
  }

  int size() {
    return keys.size();
  }

  List<AttributeValue> key(int number) {
    return keys.get(number);
  }

  /** Groups there was no room for, an estimate. */
  long refused() {
    return refused.estimate();
  }
}
