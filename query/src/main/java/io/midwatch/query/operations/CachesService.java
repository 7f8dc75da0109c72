package io.midwatch.query.operations;

import static io.midwatch.model.semconv.CanonicalMetric.CACHE_ENTRIES;
import static io.midwatch.model.semconv.CanonicalMetric.CACHE_EVICTIONS;
import static io.midwatch.model.semconv.CanonicalMetric.CACHE_LOOKUPS;

import io.midwatch.model.semconv.MetricTable;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Caches as their metrics tell of them: Micrometer's {@code cache.gets} of services, keyspace hits
 * of Redis, commands of Memcached. Split neither by tenant nor by version. Thread-safe.
 *
 * <pre>
 * shop    sessions          9,120 hits, 880 misses   → 0.912
 *         redis     redis  75 hits, 25 misses        → 0.75
 * </pre>
 */
public final class CachesService {
  private static final Set<String> SERVERS = Set.of("redis", "memcached");

  private final MetricLookup metrics;

  public CachesService(MetricLookup metrics) {
    this.metrics = metrics;
  }

  private record Key(String service, String cache, String system) {}

  /** Caches looked up in the window: the most misses first. */
  public Listed<CacheRow> caches(Window window) {
    Listed<ReadSeries> sent = metrics.series(window, CACHE_LOOKUPS, CACHE_EVICTIONS, CACHE_ENTRIES);
    Map<Key, List<ReadSeries>> byCache = new LinkedHashMap<>();
    for (ReadSeries series : ReadSeries.newest(sent.rows(), CachesService::sender)) {
      byCache.computeIfAbsent(key(series), _ -> new ArrayList<>()).add(series);
    }
    List<CacheRow> rows = new ArrayList<>();
    byCache.forEach((key, series) -> {
      CacheRow row = row(window, key, series);
      if (row.lookups().ratio() != null) {
        rows.add(row);
      }
    });
    rows.sort(
        Comparator.comparingDouble((CacheRow row) -> -row.lookups().misses())
            .thenComparing(row -> -row.lookups().hits())
            .thenComparing(CacheRow::service)
            .thenComparing(CacheRow::name));
    return new Listed<>(rows, sent.completeness());
  }

  /** Those within one service. */
  public Listed<CacheRow> ofService(Window window, String service) {
    Listed<CacheRow> all = caches(window);
    // Services carry their namespace, the resources of caches may not: shop/checkout is checkout.
    return new Listed<>(
        all.rows().stream()
            .filter(row -> row.system().isEmpty() && !row.service().isEmpty())
            .filter(row -> row.service().equals(service) || service.endsWith("/" + row.service()))
            .toList(),
        all.completeness());
  }

  private static CacheRow row(Window window, Key key, List<ReadSeries> series) {
    return new CacheRow(
        key.service(),
        key.cache(),
        key.system(),
        CacheLookups.of(ReadSeries.of(series, CACHE_LOOKUPS), window.range()),
        MetricSeries.latestSum(ReadSeries.of(series, CACHE_ENTRIES), window.range().toUnixNano()),
        Counted.in(ReadSeries.of(series, CACHE_EVICTIONS), window.range()));
  }

  private static Key key(ReadSeries series) {
    return new Key(
        series.label("service.name"), series.label(MetricTable.CACHE_NAME), system(series));
  }

  /** A Collector may read several servers, and each may be read under names of its own. */
  private static List<String> sender(ReadSeries series) {
    return List.of(
        series.label("service.name"), series.label("service.instance.id"), system(series));
  }

  /** By the first word of the name: receivers and exporters begin with their system's. */
  private static String system(ReadSeries series) {
    String first = series.series().identity().name().replaceFirst("[._].*", "");
    return SERVERS.contains(first) ? first : "";
  }
}
