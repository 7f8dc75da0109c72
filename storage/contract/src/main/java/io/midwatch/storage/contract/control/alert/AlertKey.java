package io.midwatch.storage.contract.control.alert;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which alert is meant: the rule and the label set it fired with.
 *
 * @param rule stable id of the rule: {@code file/group/alertname}
 * @param labels the alert's labels with {@code alertname}, by name ascending, unmodifiable
 */
public record AlertKey(String rule, SortedMap<String, String> labels)
    implements Comparable<AlertKey> {
  public AlertKey {
    if (rule.isBlank()) {
      throw new IllegalArgumentException("an alert needs a rule");
    }
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  public static AlertKey of(String rule, Map<String, String> labels) {
    return new AlertKey(rule, new TreeMap<>(labels));
  }

  /** By rule, then label by label: name, then value; fewer labels first. */
  @Override
  public int compareTo(AlertKey other) {
    int order = rule.compareTo(other.rule);
    Iterator<Map.Entry<String, String>> mine = labels.entrySet().iterator();
    Iterator<Map.Entry<String, String>> theirs = other.labels.entrySet().iterator();
    while (order == 0 && mine.hasNext() && theirs.hasNext()) {
      Map.Entry<String, String> left = mine.next();
      Map.Entry<String, String> right = theirs.next();
      order = left.getKey().compareTo(right.getKey());
      order = order != 0 ? order : left.getValue().compareTo(right.getValue());
    }
    return order != 0 ? order : Boolean.compare(mine.hasNext(), theirs.hasNext());
  }
}
