package io.midwatch.query.operations;

import static io.midwatch.model.semconv.CanonicalMetric.POOL_CONNECTIONS;
import static io.midwatch.model.semconv.CanonicalMetric.POOL_MAX;
import static io.midwatch.model.semconv.CanonicalMetric.POOL_PENDING;

import io.midwatch.model.semconv.MetricTable;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the connection pools of services from their own metrics: the agent's under old and new
 * names, and Micrometer's.
 */
public final class PoolsReader {
  private final MetricLookup metrics;

  public PoolsReader(MetricLookup metrics) {
    this.metrics = metrics;
  }

  /** A pool with the series behind its used connections, for charts. */
  record Pool(PoolRow row, List<ReadSeries> used) {}

  private record Instance(String service, String instance) {
    static Instance of(ReadSeries series) {
      String instance = series.label("service.instance.id");
      return new Instance(
          series.label("service.name"), instance.isEmpty() ? series.label("host.name") : instance);
    }
  }

  /** All pools of all services that still say something of themselves, whoever calls databases. */
  public Listed<PoolRow> rows(Window window) {
    Listed<Pool> found = pools(window);
    return new Listed<>(found.rows().stream().map(Pool::row).toList(), found.completeness());
  }

  Listed<Pool> pools(Window window) {
    record Key(Instance of, String pool) {}
    Listed<ReadSeries> sent = metrics.series(window, POOL_CONNECTIONS, POOL_MAX, POOL_PENDING);
    Map<Key, List<ReadSeries>> byPool = new LinkedHashMap<>();
    for (ReadSeries series : ReadSeries.newest(sent.rows(), Instance::of)) {
      Key key = new Key(Instance.of(series), series.label(MetricTable.POOL));
      byPool.computeIfAbsent(key, _ -> new ArrayList<>()).add(series);
    }
    List<Pool> pools = new ArrayList<>();
    byPool.forEach((key, series) -> pools.add(pool(window, key.of(), key.pool(), series)));
    return new Listed<>(withoutEnded(pools), sent.completeness());
  }

  /** An instance that a release replaced says no more, while others of its service do. */
  private static List<Pool> withoutEnded(List<Pool> pools) {
    Set<String> speaking =
        pools.stream()
            .map(Pool::row)
            .filter(PoolRow::speaks)
            .map(PoolRow::service)
            .collect(Collectors.toSet());
    return pools.stream()
        .filter(pool -> pool.row().speaks() || !speaking.contains(pool.row().service()))
        .toList();
  }

  private static Pool pool(Window window, Instance of, String name, List<ReadSeries> series) {
    long until = window.range().toUnixNano();
    List<ReadSeries> used =
        ReadSeries.of(series, POOL_CONNECTIONS).stream()
            .filter(one -> one.label(MetricTable.POOL_STATE).equals("used"))
            .toList();
    return new Pool(
        new PoolRow(
            of.service(),
            of.instance(),
            name,
            MetricSeries.latestSum(used, until),
            MetricSeries.latestMax(ReadSeries.of(series, POOL_MAX), until),
            MetricSeries.latestSum(ReadSeries.of(series, POOL_PENDING), until)),
        used);
  }
}
