package io.midwatch.query.promql.histogram;

import java.util.List;

/** Quantiles, fractions and spread of a native histogram, interpolated inside buckets. */
public final class HistogramQuantiles {
  private HistogramQuantiles() {}

  /**
   * The value a share of the observations does not exceed.
   *
   * @param skewed observations of NaN make the value too high
   * @param unreached the share lies among the observations of NaN
   */
  public record Quantile(double value, boolean skewed, boolean unreached) {
    private static Quantile of(double value) {
      return new Quantile(value, false, false);
    }
  }

  /** ±Inf outside [0, 1], NaN without observations. */
  public static Quantile quantile(double q, FloatHistogram h) {
    if (q < 0) {
      return Quantile.of(Double.NEGATIVE_INFINITY);
    }
    if (q > 1) {
      return Quantile.of(Double.POSITIVE_INFINITY);
    }
    if (h.count() == 0 || Double.isNaN(q)) {
      return Quantile.of(Double.NaN);
    }
    List<Bucket> buckets = h.buckets();
    // Observations of NaN are in no bucket, so that only counting from below finds the rank.
    boolean upwards = Double.isNaN(h.sum()) || q < 0.5;
    double rank = (upwards ? q : 1 - q) * h.count();
    double seen = 0;
    Bucket found = null;
    for (int i = 0; i < buckets.size(); i++) {
      found = buckets.get(upwards ? i : buckets.size() - 1 - i);
      seen += found.count();
      if (seen >= rank) {
        break;
      }
    }
    if (found == null) {
      return new Quantile(Double.NaN, false, Double.isNaN(h.sum()));
    }
    seen = Math.min(seen, h.count());
    boolean missing = Double.isNaN(h.sum());
    if (seen < rank) {
      return missing
          ? new Quantile(Double.NaN, false, true)
          : Quantile.of(h.isCustom() ? customEdge(found) : found.upper());
    }
    boolean skewed = missing && buckets.stream().mapToDouble(Bucket::count).sum() < h.count();
    if (h.isCustom()) {
      if (found.lower() == Double.NEGATIVE_INFINITY && found.upper() <= 0) {
        return new Quantile(found.upper(), skewed, false);
      }
      if (found.upper() == Double.POSITIVE_INFINITY) {
        return new Quantile(
            found.lower() == Double.NEGATIVE_INFINITY ? Double.NaN : found.lower(), skewed, false);
      }
    }
    double within = upwards ? rank - (seen - found.count()) : seen - rank;
    return new Quantile(inside(narrowed(found, h), h, within / found.count()), skewed, false);
  }

  private static double customEdge(Bucket bucket) {
    return Double.isInfinite(bucket.upper()) ? bucket.lower() : bucket.upper();
  }

  /** A bucket that reaches over 0 ends there when nothing is on the other side. */
  static Bucket narrowed(Bucket bucket, FloatHistogram h) {
    if (h.isCustom()) {
      return bucket.lower() == Double.NEGATIVE_INFINITY && bucket.upper() > 0
          ? bucket.between(0, bucket.upper())
          : bucket;
    }
    if (bucket.lower() <= 0 && bucket.upper() >= 0) {
      if (h.negative().isEmpty() && !h.positive().isEmpty()) {
        return bucket.between(0, bucket.upper());
      }
      if (h.positive().isEmpty() && !h.negative().isEmpty()) {
        return bucket.between(bucket.lower(), 0);
      }
    }
    return bucket;
  }

  private static double inside(Bucket bucket, FloatHistogram h, double fraction) {
    if (h.isCustom() || bucket.lower() <= 0 && bucket.upper() >= 0) {
      return bucket.lower() + (bucket.upper() - bucket.lower()) * fraction;
    }
    double low = log2(Math.abs(bucket.lower()));
    double high = log2(Math.abs(bucket.upper()));
    return bucket.lower() > 0
        ? Math.pow(2, low + (high - low) * fraction)
        : -Math.pow(2, high + (low - high) * (1 - fraction));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  /** The share of observations between two values, 0 to 1. */
  public static double fraction(double lower, double upper, FloatHistogram h) {
    if (h.count() == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    if (lower >= upper) {
      return 0;
    }
    return (rank(upper, h) - rank(lower, h)) / h.count();
  }

  /** How many observations lie below a value. */
  private static double rank(double value, FloatHistogram h) {
    double rank = 0;
    for (Bucket full : h.buckets()) {
      Bucket bucket = narrowed(full, h);
      if (bucket.lower() >= value) {
        return Math.min(rank, h.count());
      }
      if (bucket.upper() > value) {
        return Math.min(rank + bucket.count() * share(value, bucket, h), h.count());
      }
      rank += bucket.count();
    }
    // Beyond all buckets; observations of NaN are in none.
    return Double.isNaN(h.sum()) ? Math.min(rank, h.count()) : h.count();
  }

  static double share(double value, Bucket bucket, FloatHistogram h) {
    if (h.isCustom() || bucket.lower() <= 0 && bucket.upper() >= 0) {
      if (Double.isInfinite(bucket.lower())) {
        return 1;
      }
      return Double.isInfinite(bucket.upper())
          ? 0
          : (value - bucket.lower()) / (bucket.upper() - bucket.lower());
    }
    double low = log2(Math.abs(bucket.lower()));
    double high = log2(Math.abs(bucket.upper()));
    double at = log2(Math.abs(value));
    return value > 0 ? (at - low) / (high - low) : 1 - (at - high) / (low - high);
  }

  /** The variance of the observations, each taken for the middle of its bucket. */
  public static double variance(FloatHistogram h) {
    double mean = h.sum() / h.count();
    KahanSum sum = new KahanSum();
    for (Bucket bucket : h.buckets()) {
      double distance = middle(bucket, h) - mean;
      sum.add(bucket.count() * distance * distance);
    }
    return sum.value() / h.count();
  }

  private static double middle(Bucket bucket, FloatHistogram h) {
    if (h.isCustom()) {
      return (bucket.lower() + bucket.upper()) / 2;
    }
    if (bucket.lower() <= 0 && bucket.upper() >= 0) {
      return 0;
    }
    double middle = Math.sqrt(bucket.lower() * bucket.upper());
    return bucket.upper() < 0 ? -middle : middle;
  }
}
