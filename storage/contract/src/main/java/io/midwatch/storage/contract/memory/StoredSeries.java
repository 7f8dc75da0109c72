package io.midwatch.storage.contract.memory;

import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.prometheus.PrometheusIdentity;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;

/** One metric series with both identities and its points. */
final class StoredSeries {
  /** By label set: name by name, value by value, the shorter set first; ties by first arrival. */
  static final Comparator<StoredSeries> ORDER =
      Comparator.comparing(StoredSeries::labels, StoredSeries::compareLabels)
          .thenComparingLong(series -> series.number);

  private final long number;
  private final SeriesIdentity identity;
  private final SortedMap<String, String> labels;
  private final SampleList samples = new SampleList();
  private volatile MetricDescriptor descriptor;

  StoredSeries(long number, SeriesIdentity identity, MetricDescriptor descriptor) {
    this.number = number;
    this.identity = identity;
    this.labels = PrometheusIdentity.of(identity);
    this.descriptor = descriptor;
  }

  SeriesIdentity identity() {
    return identity;
  }

  SortedMap<String, String> labels() {
    return labels;
  }

  String name() {
    return labels.getOrDefault(PrometheusIdentity.NAME, "");
  }

  SampleList samples() {
    return samples;
  }

  /** As it was sent last; description and metadata may change while the series lives. */
  MetricDescriptor descriptor() {
    return descriptor;
  }

  void describe(MetricDescriptor latest) {
    descriptor = latest;
  }

  private static int compareLabels(
      SortedMap<String, String> left, SortedMap<String, String> right) {
    Iterator<Map.Entry<String, String>> other = right.entrySet().iterator();
    for (Map.Entry<String, String> entry : left.entrySet()) {
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
