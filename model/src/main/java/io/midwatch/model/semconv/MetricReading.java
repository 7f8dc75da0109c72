package io.midwatch.model.semconv;

import io.midwatch.model.PointValue;
import io.midwatch.model.SeriesIdentity;

/**
 * How one series is read: what it means, how new its name is among the names of that meaning, and
 * what its values are multiplied with.
 *
 * <pre>
 * db.client.connections.wait_time {pool.name=orders} ms  → POOL_WAIT_TIME, generation 1, factor 0.001
 * hikaricp.connections.active     {pool=orders}          → POOL_CONNECTIONS, generation 2, factor 1,
 *                                                          label db.client.connection.state = used
 * </pre>
 *
 * @param generation 0 for the newest name; of one sender only the least generation counts
 * @param factor values times it are in the metric's unit
 */
public record MetricReading(CanonicalMetric metric, int generation, double factor, Labels labels) {

  /** Canonical labels of a series. */
  record Labels(MetricRow row, MetricSpelling spelling, SeriesIdentity series) {}

  /** The value of a canonical label; empty when the series does not say one. */
  public String label(String canonicalKey) {
    String fixed = labels.spelling().standsFor().get(canonicalKey);
    if (fixed != null) {
      return fixed;
    }
    for (MetricLabel label : labels.row().labels()) {
      if (label.key().equals(canonicalKey)) {
        String value = label.read(labels.series());
        return value == null ? "" : value;
      }
    }
    String value = MetricLabel.of(canonicalKey).read(labels.series());
    return value == null ? "" : value;
  }

  /** The value in the metric's unit. */
  public PointValue inCanonicalUnit(PointValue sent) {
    return ScaledPoint.of(sent, factor);
  }
}
