package io.midwatch.storage.contract.answer;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;

/** The order of label sets in answers: name by name, value by value, the shorter set first. */
public final class LabelOrder {
  /** Label sets, ascending. */
  public static final Comparator<SortedMap<String, String>> LABELS = LabelOrder::compare;

  private LabelOrder() {}

  private static int compare(SortedMap<String, String> left, SortedMap<String, String> right) {
    Iterator<Map.Entry<String, String>> other = right.entrySet().iterator();
    for (Map.Entry<String, String> entry : left.entrySet()) {
      if (!other.hasNext()) {
        return 1;
      }
      Map.Entry<String, String> against = other.next();
      int order = entry.getKey().compareTo(against.getKey());
      order = order != 0 ? order : entry.getValue().compareTo(against.getValue());
      if (order != 0) {
        return order;
      }
    }
    return other.hasNext() ? -1 : 0;
  }
}
