package io.midwatch.bench.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A metric of every instance, with one stored series for each label set.
 *
 * @param name as OTLP has it
 * @param prometheusName as both answer to it, without the suffixes of histograms
 */
record Family(Kind kind, String name, String prometheusName, List<Map<String, String>> labelSets) {
  /** What a metric is, and how its values go. */
  enum Kind {
    COUNTER,
    DECIMAL_COUNTER,
    LEVEL,
    NOISE,
    BYTES,
    ONE,
    CLASSIC_HISTOGRAM,
    NATIVE_HISTOGRAM
  }

  /** Upper bounds of the buckets of classic histograms; one more has no bound. */
  static final List<Double> BOUNDS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0);

  Family {
    labelSets = List.copyOf(labelSets);
  }

  boolean isCounter() {
    return kind == Kind.COUNTER || kind == Kind.DECIMAL_COUNTER;
  }

  /** Series Prometheus has of one instance. */
  int seriesEach() {
    return labelSets.size() * (kind == Kind.CLASSIC_HISTOGRAM ? BOUNDS.size() + 3 : 1);
  }

  static Family counter(Kind kind, String name, List<Map<String, String>> labelSets) {
    return new Family(kind, name, name + "_total", labelSets);
  }

  static Family of(Kind kind, String name, List<Map<String, String>> labelSets) {
    return new Family(kind, name, name, labelSets);
  }

  /** Every combination of the values of some labels; {@code label, values, label, values …}. */
  static List<Map<String, String>> labels(Object... labelsAndValues) {
    List<Map<String, String>> sets = List.of(Map.of());
    for (int i = 0; i < labelsAndValues.length; i += 2) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> set : sets) {
        for (Object value : (List<?>) labelsAndValues[i + 1]) {
          Map<String, String> more = new TreeMap<>(set);
          more.put((String) labelsAndValues[i], String.valueOf(value));
          longer.add(more);
        }
      }
      sets = longer;
    }
    return sets;
  }

  /** Names with numbers from 0: {@code r0, r1, …}. */
  static List<String> numbered(String name, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(name + i);
    }
    return names;
  }
}
