package io.midwatch.query.promql.function;

import io.midwatch.query.promql.syntax.Numbers;
import io.midwatch.query.promql.syntax.Quoting;

/** What evaluation has to say beside its results, in Prometheus' words. */
public final class Remarks {
  public static final String COLLISION_IN_AGGREGATION =
      "conflicting counter resets during histogram aggregation";
  public static final String RECONCILED_IN_AGGREGATION =
      "mismatched custom buckets were reconciled during aggregation";
  static final String RECONCILED_IN_SUBTRACTION =
      "mismatched custom buckets were reconciled during subtraction";
  public static final String MIXED_IN_AGGREGATION =
      "encountered a mix of histograms and floats for aggregation";

  private Remarks() {}

  static String mixed(String metric) {
    return "encountered a mix of histograms and floats for metric name " + Quoting.quote(metric);
  }

  public static String mixedSchemas(String metric) {
    return "vector contains a mix of histograms with exponential and custom buckets schemas for"
        + " metric name "
        + Quoting.quote(metric);
  }

  static String notCounter(String metric) {
    return "this native histogram metric is not a counter: " + Quoting.quote(metric);
  }

  static String notGauge(String metric) {
    return "this native histogram metric is not a gauge: " + Quoting.quote(metric);
  }

  static String ignoredInRange(String metric) {
    return "ignored histograms in a range containing both floats and histograms for metric name "
        + Quoting.quote(metric);
  }

  public static String ignoredIn(String aggregation) {
    return "ignored histogram in " + aggregation + " aggregation";
  }

  public static String badQuantile(double quantile) {
    return "quantile value should be between 0 and 1, got " + Numbers.format(quantile);
  }

  static String forMetric(String metric) {
    return metric.isEmpty() ? "" : " for metric name " + Quoting.quote(metric);
  }
}
