package io.midwatch.query.promql.store;

import io.midwatch.model.Attributes;
import io.midwatch.model.prometheus.PrometheusIdentity;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.SampleBuffer;
import io.midwatch.query.promql.series.SeriesSource;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.PointBlock;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.read.MetricReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code target_info}: a gauge of value 1 for every resource that sent metrics, with its attributes
 * as labels. It has a sample a minute, at the last time metrics came from it.
 */
final class TargetInfoSource implements SeriesSource {
  private static final long MINUTE_MILLIS = 60_000;

  /** Labels the resource's other series have too, so that the store can look for them. */
  private static final Set<String> SHARED =
      Set.of(PrometheusIdentity.JOB, PrometheusIdentity.INSTANCE);

  private final MetricReader reader;

  TargetInfoSource(MetricReader reader) {
    this.reader = reader;
  }

  @Override
  public List<String> select(Selection selection, Visitor visitor) {
    Matchers matchers = new Matchers(selection.matchers());
    List<LabelMatcher> shared =
        selection.matchers().stream().filter(matcher -> SHARED.contains(matcher.label())).toList();
    Map<Attributes, @Nullable Labels> labels = new HashMap<>();
    Map<Labels, TreeMap<Long, Long>> times = new TreeMap<>();
    Completeness completeness =
        reader.readBlocks(
            new SeriesQuery(
                QueryScope.ALL,
                StoredSeriesSource.range(selection.fromMillis(), selection.toMillis()),
                shared,
                1_000_000,
                new QueryLimits(Long.MAX_VALUE, 10_000, Duration.ofMinutes(2))),
            block -> {
              Attributes resource = block.identity().resource();
              if (!labels.containsKey(resource)) {
                labels.put(resource, wanted(resource, matchers));
              }
              Labels of = labels.get(resource);
              if (of != null) {
                note(block, times.computeIfAbsent(of, _ -> new TreeMap<>()));
              }
              return true;
            });
    SampleBuffer samples = new SampleBuffer();
    times.forEach((of, minutes) -> {
      samples.clear();
      new TreeSet<>(minutes.values()).forEach(time -> samples.add(time, 1));
      visitor.visit(of, samples);
    });
    return completeness.complete() ? List.of() : completeness.reasons();
  }

  private static @Nullable Labels wanted(Attributes resource, Matchers matchers) {
    SortedMap<String, String> info = PrometheusIdentity.targetInfo(resource);
    Labels labels = info == null ? null : Labels.of(info);
    return labels != null && matchers.accept(labels) ? labels : null;
  }

  private static void note(PointBlock block, TreeMap<Long, Long> minutes) {
    for (int i = block.from(); i < block.to(); i++) {
      long time = Math.floorDiv(block.timesUnixNano()[i], 1_000_000L);
      minutes.merge(Math.floorDiv(time, MINUTE_MILLIS), time, Math::max);
    }
  }
}
