package io.midwatch.server.health;

import io.midwatch.model.Signal;
import io.midwatch.storage.elasticsearch.ElasticsearchStore;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** What the Elasticsearch store says of itself, without asking the server. */
public final class ElasticsearchStoreMetrics extends Collector {
  private final ElasticsearchStore store;

  public ElasticsearchStoreMetrics(ElasticsearchStore store) {
    this.store = store;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    CounterMetricFamily dropped =
        new CounterMetricFamily(
            "midwatch_store_dropped",
            "Items the server refused for good.",
            List.of("signal", "reason"));
    for (Signal signal : Signal.values()) {
      store
          .dropped(signal)
          .forEach((reason, items) -> dropped.addMetric(List.of(signal.label(), reason), items));
    }
    CounterMetricFamily figures =
        new CounterMetricFamily(
            "midwatch_store_refused_figures",
            "Rollup totals the server refused for good since the start.",
            List.of("reason"));
    store.refusedFigures().forEach((reason, times) -> figures.addMetric(List.of(reason), times));
    return List.of(
        new GaugeMetricFamily(
            "midwatch_store_backlog_bytes",
            "Acknowledged and not yet in Elasticsearch.",
            store.backlogBytes()),
        new GaugeMetricFamily(
            "midwatch_store_waiting",
            "1 while Elasticsearch does not do what it is asked.",
            store.problem().isEmpty() ? 0 : 1),
        dropped,
        figures);
  }
}
