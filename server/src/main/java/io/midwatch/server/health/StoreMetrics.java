package io.midwatch.server.health;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.StoreStats;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.read.StoreStatus;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Map;

/** What the store holds, read at each scrape. */
public final class StoreMetrics extends Collector {
  private static final List<String> SIGNAL = List.of("signal");

  private final StoreStatus status;

  public StoreMetrics(StoreStatus status) {
    this.status = status;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    StoreStats stats;
    try {
      stats = status.stats();
    } catch (StoreException _) {
      // A store that is away has no figures; the others are worth more than a failed scrape.
      return List.of();
    }
    GaugeMetricFamily items =
        new GaugeMetricFamily("midwatch_store_items", "Items held now.", SIGNAL);
    GaugeMetricFamily capacity =
        new GaugeMetricFamily(
            "midwatch_store_capacity_items", "Items it may hold, absent without a bound.", SIGNAL);
    CounterMetricFamily expired =
        new CounterMetricFamily("midwatch_store_expired", "Items removed by age or room.", SIGNAL);
    for (Map.Entry<Signal, SignalStats> entry : stats.signals().entrySet()) {
      List<String> label = List.of(entry.getKey().label());
      items.addMetric(label, entry.getValue().stored());
      if (entry.getValue().capacity() < Long.MAX_VALUE) {
        capacity.addMetric(label, entry.getValue().capacity());
      }
      expired.addMetric(label, entry.getValue().expired());
    }
    return List.of(items, capacity, expired);
  }
}
