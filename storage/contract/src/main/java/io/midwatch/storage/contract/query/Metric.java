package io.midwatch.storage.contract.query;

/** One figure per group. The name is unique in its query and used to sort by. */
public sealed interface Metric {
  String name();

  /** Rows. */
  record Count(String name) implements Metric {}

  /** Rows the filter matches. */
  record CountIf(String name, Filter filter) implements Metric {}

  /** Sum of a canonical number; rows without it add nothing. */
  record Sum(String name, Field field) implements Metric {}

  /** Smallest value; absent when no row has the number. */
  record Min(String name, Field field) implements Metric {}

  record Max(String name, Field field) implements Metric {}

  record Avg(String name, Field field) implements Metric {}

  /** Quantile 0 to 1 of a canonical number, within 2.5 % of a value that occurs. */
  record Percentile(String name, Field field, double quantile) implements Metric {}

  /** Distinct values, an estimate beyond a few hundred. */
  record Distinct(String name, Field field) implements Metric {}

  /** One metric divided by another of the same query; absent when the divisor is 0 or absent. */
  record Ratio(String name, String dividend, String divisor) implements Metric {}
}
