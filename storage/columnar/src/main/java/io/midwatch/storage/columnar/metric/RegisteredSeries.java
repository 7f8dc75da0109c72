package io.midwatch.storage.columnar.metric;

import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.prometheus.PrometheusIdentity;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;

/**
 * A series by both its identities; equal when the OTLP ones are. Immutable. Its hash is taken once,
 * for a question meets the same series in every file.
 */
final class RegisteredSeries {
  /** By label set: name by name, value by value, the shorter set first. */
  static final Comparator<RegisteredSeries> ORDER = RegisteredSeries::compareLabels;

  private final SeriesIdentity identity;
  private final SortedMap<String, String> labels;
  private final int hash;

  private RegisteredSeries(SeriesIdentity identity, SortedMap<String, String> labels) {
    this.identity = identity;
    this.labels = labels;
    this.hash = identity.hashCode();
  }

  static RegisteredSeries of(SeriesIdentity identity) {
    return new RegisteredSeries(identity, PrometheusIdentity.of(identity));
  }

  SeriesIdentity identity() {
    return identity;
  }

  /** The Prometheus label set, unmodifiable. */
  SortedMap<String, String> labels() {
    return labels;
  }

  /** The Prometheus name of the metric. */
  String name() {
    return labels.getOrDefault(PrometheusIdentity.NAME, "");
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof RegisteredSeries series
            && hash == series.hash
            && identity.equals(series.identity);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  private static int compareLabels(RegisteredSeries left, RegisteredSeries right) {
    Iterator<Map.Entry<String, String>> other = right.labels.entrySet().iterator();
    for (Map.Entry<String, String> entry : left.labels.entrySet()) {
      if (!other.hasNext()) {
        return 1;
      }
      Map.Entry<String, String> against = other.next();
      int order = entry.getKey().compareTo(against.getKey());
      order = order != 0 ? order : entry.getValue().compareTo(against.getValue());
      if (order != 0) {
        return order;
      }
    }
    return other.hasNext() ? -1 : 0;
  }
}
