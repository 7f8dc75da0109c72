package io.midwatch.query.operations;

import static io.midwatch.model.semconv.CanonicalMetric.POOL_CONNECTIONS;
import static io.midwatch.model.semconv.CanonicalMetric.POOL_MAX;
import static io.midwatch.model.semconv.CanonicalMetric.POOL_PENDING;
import static io.midwatch.model.semconv.CanonicalMetric.POOL_TIMEOUTS;
import static io.midwatch.model.semconv.CanonicalMetric.POOL_WAIT_TIME;

import io.midwatch.model.semconv.MetricTable;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the connection pools of services from their own metrics: the agent's under old and new
 * names, and Micrometer's. Thread-safe.
 */
public final class PoolsReader {
  private static final Comparator<PoolPressure> ORDER =
      Comparator.comparing(PoolPressure::pool, PoolRow.TIGHTEST_FIRST);

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

  private record Key(Instance of, String pool) {
    static Key of(PoolRow row) {
      return new Key(new Instance(row.service(), row.instance()), row.pool());
    }
  }

  /**
   * All pools of all services that still say something of themselves, whoever calls databases: the
   * one nearest to its size first, then by what waits.
   *
   * @param service only its pools, null for all
   */
  public Listed<PoolPressure> pressures(Window window, @Nullable String service) {
    Listed<Pool> found = pools(window);
    Listed<ReadSeries> waits = metrics.series(window, POOL_WAIT_TIME, POOL_TIMEOUTS);
    Map<Key, List<ReadSeries>> byPool = byPool(waits.rows());
    return new Listed<>(
        found.rows().stream()
            .map(Pool::row)
            .filter(row -> service == null || isOf(row, service))
            .map(row -> pressure(window, row, byPool.getOrDefault(Key.of(row), List.of())))
            .sorted(ORDER)
            .toList(),
        found.completeness().and(waits.completeness()));
  }

  /** Services carry their namespace, pools' resources may not: shop/checkout is checkout. */
  private static boolean isOf(PoolRow row, String service) {
    return row.service().equals(service)
        || !row.service().isEmpty() && service.endsWith("/" + row.service());
  }

  private static PoolPressure pressure(Window window, PoolRow row, List<ReadSeries> waits) {
    return new PoolPressure(
        row,
        Durations.mean(ReadSeries.of(waits, POOL_WAIT_TIME), window.range()),
        Counted.in(ReadSeries.of(waits, POOL_TIMEOUTS), window.range()));
  }

  Listed<Pool> pools(Window window) {
    Listed<ReadSeries> sent = metrics.series(window, POOL_CONNECTIONS, POOL_MAX, POOL_PENDING);
    List<Pool> pools = new ArrayList<>();
    byPool(sent.rows())
        .forEach((key, series) -> pools.add(pool(window, key.of(), key.pool(), series)));
    return new Listed<>(withoutEnded(pools), sent.completeness());
  }

  private static Map<Key, List<ReadSeries>> byPool(List<ReadSeries> sent) {
    Map<Key, List<ReadSeries>> byPool = new LinkedHashMap<>();
    for (ReadSeries series : ReadSeries.newest(sent, Instance::of)) {
      Key key = new Key(Instance.of(series), series.label(MetricTable.POOL));
      byPool.computeIfAbsent(key, _ -> new ArrayList<>()).add(series);
    }
    return byPool;
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
