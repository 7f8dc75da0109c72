package io.midwatch.storage.contract.memory;

import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Resource;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.prometheus.PrometheusIdentity;
import io.midwatch.storage.contract.answer.LabelOrder;
import io.midwatch.storage.contract.query.Series;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/** One metric series with both identities and its points. */
final class StoredSeries {
  /** By label set: name by name, value by value, the shorter set first; ties by first arrival. */
  static final Comparator<StoredSeries> ORDER =
      Comparator.comparing(StoredSeries::labels, LabelOrder.LABELS)
          .thenComparingLong(series -> series.number);

  private final long number;
  private final SeriesIdentity identity;
  private final SortedMap<String, String> labels;
  private final SampleList samples = new SampleList();
  private volatile Sent sent;

  /** What is said beside the points; shared by all of them. */
  private record Sent(MetricDescriptor metric, Resource resource, InstrumentationScope scope) {
    static Sent of(MetricPoint point) {
      return new Sent(point.metric(), point.resource(), point.scope());
    }
  }

  StoredSeries(long number, SeriesIdentity identity, MetricPoint first) {
    this.number = number;
    this.identity = identity;
    this.labels = PrometheusIdentity.of(identity);
    this.sent = Sent.of(first);
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
  MetricDescriptor metric() {
    return sent.metric();
  }

  /** Takes over what the latest point was sent with. */
  void sentWith(MetricPoint latest) {
    sent = Sent.of(latest);
  }

  Series with(List<Series.Sample> points) {
    Sent now = sent;
    return new Series(identity, labels, now.metric(), now.resource(), now.scope(), points);
  }
}
