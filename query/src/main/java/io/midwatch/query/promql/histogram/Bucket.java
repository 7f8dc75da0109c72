package io.midwatch.query.promql.histogram;

/** The observations between two bounds. */
public record Bucket(
    double lower, double upper, boolean lowerInclusive, boolean upperInclusive, double count) {
  /** How the HTTP API tells which bounds belong to the bucket. */
  public int boundaryRule() {
    return lowerInclusive ? (upperInclusive ? 3 : 1) : upperInclusive ? 0 : 2;
  }

  Bucket between(double low, double high) {
    return new Bucket(low, high, lowerInclusive, upperInclusive, count);
  }
}
