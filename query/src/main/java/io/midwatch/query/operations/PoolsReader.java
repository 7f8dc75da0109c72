package io.midwatch.query.operations;

import static io.midwatch.model.semconv.OperationsMetrics.Meaning.POOL_CONNECTIONS;
import static io.midwatch.model.semconv.OperationsMetrics.Meaning.POOL_MAX;
import static io.midwatch.model.semconv.OperationsMetrics.Meaning.POOL_PENDING;

import io.midwatch.model.semconv.OperationsMetrics;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the connection pools of services from their own metrics. */
final class PoolsReader {
  private final MetricLookup metrics;

  PoolsReader(MetricLookup metrics) {
    this.metrics = metrics;
  }

  /** A pool with the series behind its used connections, for charts. */
  record Pool(PoolRow row, List<Series> used) {}

  List<Pool> pools(Window window) {
    record Key(String service, String instance, String pool) {}
    Map<Key, List<Series>> byPool = new LinkedHashMap<>();
    var names = OperationsMetrics.namesOf(POOL_CONNECTIONS, POOL_MAX, POOL_PENDING);
    for (Series series : metrics.series(window.range(), names::contains)) {
      Key key =
          new Key(
              MetricSeries.label(series, List.of("service.name")),
              MetricSeries.label(series, List.of("service.instance.id", "host.name")),
              MetricSeries.label(series, OperationsMetrics.POOL_KEYS));
      byPool.computeIfAbsent(key, unused -> new ArrayList<>()).add(series);
    }
    long until = window.range().toUnixNano();
    List<Pool> pools = new ArrayList<>();
    byPool.forEach((key, series) -> {
      List<Series> used =
          named(series, POOL_CONNECTIONS).stream()
              .filter(
                  one -> MetricSeries.label(one, OperationsMetrics.POOL_STATE_KEYS).equals("used"))
              .toList();
      pools.add(
          new Pool(
              new PoolRow(
                  key.service(),
                  key.instance(),
                  key.pool(),
                  MetricSeries.latestSum(used, until),
                  MetricSeries.latestMax(named(series, POOL_MAX), until),
                  MetricSeries.latestSum(named(series, POOL_PENDING), until)),
              used));
    });
    return pools;
  }

  private static List<Series> named(List<Series> series, OperationsMetrics.Meaning meaning) {
    return MetricSeries.newestName(series, OperationsMetrics.names(meaning));
  }
}
