package io.midwatch.query.promql.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A label set, by name ascending, without empty values. Immutable; ordered by its pairs, name
 * before value, a prefix first.
 */
public final class Labels implements Comparable<Labels> {
  public static final String NAME = "__name__";
  public static final Labels EMPTY = new Labels(new String[0]);

  /** name, value, name, value, … */
  private final String[] pairs;

  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  public static Labels of(SortedMap<String, String> labels) {
    String[] pairs = new String[labels.size() * 2];
    int at = 0;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (!label.getValue().isEmpty()) {
        pairs[at++] = label.getKey();
        pairs[at++] = label.getValue();
      }
    }
    return at == 0 ? EMPTY : new Labels(at == pairs.length ? pairs : Arrays.copyOf(pairs, at));
  }

  /** Names and values in turn, in any order. */
  public static Labels of(String... namesAndValues) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      labels.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return of(labels);
  }

  public int size() {
    return pairs.length / 2;
  }

  public String name(int position) {
    return pairs[2 * position];
  }

  public String value(int position) {
    return pairs[2 * position + 1];
  }

  /** The value of a label, empty when absent. */
  public String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  /** The metric's name, empty when absent. */
  public String metric() {
    return get(NAME);
  }

  /** Only these. */
  public Labels keep(Collection<String> names) {
    return filter(names, true);
  }

  /** All but these. */
  public Labels without(Collection<String> names) {
    return filter(names, false);
  }

  public Labels withoutName() {
    return filter(List.of(NAME), false);
  }

  private Labels filter(Collection<String> names, boolean keep) {
    List<String> left = new ArrayList<>(pairs.length);
    for (int i = 0; i < pairs.length; i += 2) {
      if (names.contains(pairs[i]) == keep) {
        left.add(pairs[i]);
        left.add(pairs[i + 1]);
      }
    }
    return left.size() == pairs.length ? this : new Labels(left.toArray(new String[0]));
  }

  /** With one label set, or without it when the value is empty. */
  public Labels with(String name, String value) {
    SortedMap<String, String> labels = asMap();
    labels.put(name, value);
    return of(labels);
  }

  /** The caller's own. */
  public SortedMap<String, String> asMap() {
    SortedMap<String, String> labels = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      labels.put(pairs[i], pairs[i + 1]);
    }
    return labels;
  }

  @Override
  public int compareTo(Labels other) {
    int least = Math.min(pairs.length, other.pairs.length);
    for (int i = 0; i < least; i++) {
      int order = pairs[i].compareTo(other.pairs[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(pairs.length, other.pairs.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels labels
        && hash == labels.hash
        && Arrays.equals(pairs, labels.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** {@code {__name__="x", job="y"}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < pairs.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(pairs[i]).append("=\"").append(pairs[i + 1]);
      text.append('"');
    }
    return text.append('}').toString();
  }
}
