package io.midwatch.storage.columnar.metric;

import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.prometheus.PrometheusIdentity;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;

/**
 * A series by both its identities.
 *
 * @param labels the Prometheus label set, unmodifiable
 */
record RegisteredSeries(SeriesIdentity identity, SortedMap<String, String> labels) {
  /** By label set: name by name, value by value, the shorter set first. */
  static final Comparator<RegisteredSeries> ORDER = RegisteredSeries::compareLabels;

  static RegisteredSeries of(SeriesIdentity identity) {
    return new RegisteredSeries(identity, PrometheusIdentity.of(identity));
  }

  /** The Prometheus name of the metric. */
  String name() {
    return labels.getOrDefault(PrometheusIdentity.NAME, "");
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
