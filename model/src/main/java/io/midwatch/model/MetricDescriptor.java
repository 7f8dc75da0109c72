package io.midwatch.model;

/**
 * What a metric is, apart from its points. {@code unit} is UCUM, empty when not sent. Gauges and
 * summaries have {@link Temporality#UNSPECIFIED}; only sums may be monotonic.
 */
public record MetricDescriptor(
    String name,
    String description,
    String unit,
    MetricType type,
    Temporality temporality,
    boolean monotonic,
    Attributes metadata) {

  /** The five shapes of OTLP metrics. */
  public enum MetricType {
    GAUGE,
    SUM,
    HISTOGRAM,
    EXPONENTIAL_HISTOGRAM,
    SUMMARY
  }

  /** Whether points count since the last point (delta) or since the start (cumulative). */
  public enum Temporality {
    UNSPECIFIED,
    DELTA,
    CUMULATIVE
  }

  public static MetricDescriptor gauge(String name, String unit) {
    return new MetricDescriptor(
        name, "", unit, MetricType.GAUGE, Temporality.UNSPECIFIED, false, Attributes.empty());
  }

  public static MetricDescriptor sum(
      String name, String unit, Temporality temporality, boolean monotonic) {
    return new MetricDescriptor(
        name, "", unit, MetricType.SUM, temporality, monotonic, Attributes.empty());
  }

  public static MetricDescriptor histogram(String name, String unit, Temporality temporality) {
    return new MetricDescriptor(
        name, "", unit, MetricType.HISTOGRAM, temporality, false, Attributes.empty());
  }
}
