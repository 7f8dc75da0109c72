package io.midwatch.query.promql.function;

import java.util.Arrays;

/** Quantiles of numbers, between two of them in proportion. */
public final class Quantiles {
  private Quantiles() {}

  /**
   * ±Inf outside [0, 1], NaN of no numbers. NaN is less than every number.
   *
   * @param values sorted by the call
   */
  public static double of(double quantile, double[] values) {
    if (values.length == 0 || Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    nanFirst(values);
    double rank = quantile * (values.length - 1);
    int lower = (int) Math.max(0, Math.floor(rank));
    int upper = Math.min(values.length - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return values[lower] * (1 - weight) + values[upper] * weight;
  }

  private static void nanFirst(double[] values) {
    int nans = 0;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        values[i] = values[nans];
        values[nans++] = Double.NaN;
      }
    }
    Arrays.sort(values, nans, values.length);
  }

  /** Whether it is one: not NaN and in [0, 1]. */
  public static boolean isValid(double quantile) {
    return quantile >= 0 && quantile <= 1;
  }
}
