package io.midwatch.query.promql.syntax;

import java.util.Set;

/** The words with a meaning of their own, in lower case. */
final class Keywords {
  private static final Set<String> RESERVED =
      Set.of(
          "and",
          "or",
          "unless",
          "atan2",
          "offset",
          "by",
          "without",
          "on",
          "ignoring",
          "group_left",
          "group_right",
          "bool",
          "anchored",
          "smoothed",
          "fill",
          "fill_left",
          "fill_right");

  /** Those that cannot name a metric where an expression starts. */
  private static final Set<String> NEVER_METRICS =
      Set.of("on", "ignoring", "group_left", "group_right", "bool", "atan2");

  private Keywords() {}

  static boolean isReserved(String word) {
    return RESERVED.contains(word) || Aggregator.find(word) != null;
  }

  static boolean mayNameMetric(String word) {
    return !NEVER_METRICS.contains(word);
  }
}
