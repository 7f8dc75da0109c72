package io.midwatch.query.operations;

import io.midwatch.model.semconv.MetricTable;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lookups in a cache that found something and those that did not. */
public record CacheLookups(double hits, double misses) {
  /** Servers also count deletions and the like that hit or miss. */
  private static final Set<String> LOOKUPS = Set.of("", "get");

  /** Share of lookups that found something, 0 to 1; null without any. */
  public @Nullable Double ratio() {
    return hits + misses <= 0 ? null : hits / (hits + misses);
  }

  /** Of series of {@code CACHE_LOOKUPS}. */
  static CacheLookups of(List<ReadSeries> series, TimeRange range) {
    return new CacheLookups(sum(series, "hit", range), sum(series, "miss", range));
  }

  private static double sum(List<ReadSeries> series, String result, TimeRange range) {
    Double sum =
        Counted.in(
            series.stream()
                .filter(one -> one.label(MetricTable.CACHE_RESULT).equals(result))
                .filter(one -> LOOKUPS.contains(one.label(MetricTable.CACHE_OPERATION)))
                .toList(),
            range);
    return sum == null ? 0 : sum;
  }
}
