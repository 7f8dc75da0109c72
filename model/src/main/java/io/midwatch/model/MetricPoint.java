package io.midwatch.model;

import java.util.List;

/**
 * One point of one metric series. Times are epoch nanoseconds; {@code startTimeUnixNano} is 0 when
 * not sent; {@code flags} keeps all 32 bits.
 */
public record MetricPoint(
    MetricDescriptor metric,
    Attributes attributes,
    long startTimeUnixNano,
    long timeUnixNano,
    int flags,
    PointValue value,
    List<Exemplar> exemplars,
    Resource resource,
    InstrumentationScope scope) {

  public MetricPoint {
    exemplars = List.copyOf(exemplars);
  }

  /** The identity of the series this point belongs to. */
  public SeriesIdentity series() {
    return new SeriesIdentity(
        resource.attributes(),
        scope.name(),
        scope.version(),
        scope.schemaUrl(),
        scope.attributes(),
        metric.name(),
        metric.unit(),
        metric.type(),
        metric.temporality(),
        metric.monotonic(),
        attributes);
  }
}
