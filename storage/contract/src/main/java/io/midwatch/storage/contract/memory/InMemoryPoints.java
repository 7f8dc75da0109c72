package io.midwatch.storage.contract.memory;

import io.midwatch.model.MetricPoint;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.prometheus.PrometheusIdentity;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.row.FilterCompiler;
import io.midwatch.storage.contract.answer.row.SeriesFields;
import io.midwatch.storage.contract.answer.row.SeriesMatchers;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.ListAnswer;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.Series.Sample;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.SeriesVisitor;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.MetricReader;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * The metric points in memory, by series. When it is full, the series whose point came first loses
 * its oldest point. One writer at a time, any number of readers, which are never blocked.
 */
final class InMemoryPoints implements MetricReader, SignalWrites.Rows<MetricPoint> {
  private final int capacity;
  private final InstantSource clock;
  private final FilterCompiler<SeriesIdentity> compiler;
  private final ConcurrentMap<SeriesIdentity, StoredSeries> series = new ConcurrentHashMap<>();

  /** The series of a Prometheus name; many questions name their metric. */
  private final ConcurrentMap<String, ConcurrentMap<SeriesIdentity, StoredSeries>> byName =
      new ConcurrentHashMap<>();

  /** One entry per stored point, in the order they came. */
  private final Deque<StoredSeries> arrivals = new ArrayDeque<>();

  private long seriesSeen;
  private volatile long stored;
  private volatile long expired;
  private volatile long duplicates;

  InMemoryPoints(int capacity, CanonicalReader reader, InstantSource clock) {
    this.capacity = capacity;
    this.clock = clock;
    this.compiler = new FilterCompiler<>(new SeriesFields(reader));
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer at a time
  public boolean add(Row<MetricPoint> row, long time) {
    MetricPoint point = row.item();
    StoredSeries to = series(point);
    Sample sample =
        new Sample(
            point.startTimeUnixNano(),
            point.timeUnixNano(),
            point.flags(),
            point.value(),
            point.exemplars());
    if (!to.samples().add(sample)) {
      duplicates++;
      return false;
    }
    to.sentWith(point);
    arrivals.addLast(to);
    stored++;
    if (stored > capacity) {
      removeOldest();
    }
    return true;
  }

  /** Points are seen as soon as they are added. */
  @Override
  public void publish() {}

  private StoredSeries series(MetricPoint point) {
    SeriesIdentity identity = point.series();
    StoredSeries known = series.get(identity);
    if (known == null) {
      known = new StoredSeries(seriesSeen++, identity, point);
      series.put(identity, known);
      byName.computeIfAbsent(known.name(), _ -> new ConcurrentHashMap<>()).put(identity, known);
    }
    return known;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer at a time
  private void removeOldest() {
    StoredSeries from = arrivals.removeFirst();
    from.samples().removeFirst();
    stored--;
    expired++;
    if (from.samples().isEmpty()) {
      forget(from);
    }
  }

  private void forget(StoredSeries empty) {
    series.remove(empty.identity());
    byName.computeIfPresent(
        empty.name(),
        (_, named) -> {
          named.remove(empty.identity());
          return named.isEmpty() ? null : named;
        });
  }

  /** Removes points before the time. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer at a time
  void expire(long beforeUnixNano) {
    Map<StoredSeries, Integer> removed = new IdentityHashMap<>();
    for (StoredSeries each : List.copyOf(series.values())) {
      int count = each.samples().removeBefore(beforeUnixNano);
      if (count > 0) {
        removed.put(each, count);
        stored -= count;
        expired += count;
      }
      if (each.samples().isEmpty()) {
        forget(each);
      }
    }
    arrivals.removeIf(each -> {
      Integer left = removed.get(each);
      if (left == null || left == 0) {
        return false;
      }
      removed.put(each, left - 1);
      return true;
    });
  }

  SignalStats stats() {
    long oldest = Long.MAX_VALUE;
    long newest = Long.MIN_VALUE;
    for (StoredSeries each : series.values()) {
      oldest = Math.min(oldest, each.samples().firstTime());
      newest = Math.max(newest, each.samples().lastTime());
    }
    boolean empty = newest == Long.MIN_VALUE;
    return new SignalStats(
        stored, expired, duplicates, capacity, empty ? 0 : oldest, empty ? 0 : newest);
  }

  @Override
  public Completeness readSeries(SeriesQuery query, SeriesVisitor visitor) {
    return read(query, visitor, false);
  }

  private Completeness read(SeriesQuery query, SeriesVisitor visitor, boolean withExemplarsOnly) {
    Budget budget = new Budget(query.limits(), clock);
    int handed = 0;
    for (StoredSeries each : matching(query.scope(), query.matchers())) {
      List<Sample> samples = new ArrayList<>();
      boolean more = true;
      for (Sample sample : each.samples().in(query.range())) {
        more = budget.spend();
        if (!more) {
          break;
        }
        if (!withExemplarsOnly || !sample.exemplars().isEmpty()) {
          samples.add(sample);
        }
      }
      if (!samples.isEmpty()) {
        if (handed == query.maxSeries()) {
          budget.incomplete("more than " + handed + " series");
          break;
        }
        handed++;
        if (!visitor.visit(each.with(samples))) {
          break;
        }
      }
      if (!more) {
        break;
      }
    }
    return budget.completeness();
  }

  private List<StoredSeries> matching(QueryScope scope, List<LabelMatcher> matchers) {
    Predicate<Map<String, String>> labels = SeriesMatchers.compile(matchers);
    Predicate<SeriesIdentity> visible = compiler.compile(scope.visible());
    return candidates(matchers).stream()
        .filter(each -> labels.test(each.labels()) && visible.test(each.identity()))
        .sorted(StoredSeries.ORDER)
        .toList();
  }

  private Collection<StoredSeries> candidates(List<LabelMatcher> matchers) {
    for (LabelMatcher matcher : matchers) {
      if (matcher.operator() == LabelMatcher.Operator.EQUAL
          && matcher.label().equals(PrometheusIdentity.NAME)) {
        Map<SeriesIdentity, StoredSeries> named = byName.get(matcher.value());
        return named == null ? List.of() : named.values();
      }
    }
    return series.values();
  }

  @Override
  public ListAnswer<String> labels(QueryScope scope, TimeRange range, List<LabelMatcher> matchers) {
    Budget budget = new Budget(QueryLimits.DEFAULT, clock);
    TreeSet<String> names = new TreeSet<>();
    for (StoredSeries each : matching(scope, matchers)) {
      if (!budget.spend()) {
        break;
      }
      if (!each.samples().in(range).isEmpty()) {
        names.addAll(each.labels().keySet());
      }
    }
    return new ListAnswer<>(List.copyOf(names), budget.completeness());
  }

  @Override
  public ListAnswer<String> labelValues(
      QueryScope scope, TimeRange range, String label, List<LabelMatcher> matchers) {
    Budget budget = new Budget(QueryLimits.DEFAULT, clock);
    TreeSet<String> values = new TreeSet<>();
    for (StoredSeries each : matching(scope, matchers)) {
      if (!budget.spend()) {
        break;
      }
      String value = each.labels().get(label);
      if (value != null && !each.samples().in(range).isEmpty()) {
        values.add(value);
      }
    }
    return new ListAnswer<>(List.copyOf(values), budget.completeness());
  }

  @Override
  public ListAnswer<Series> exemplars(SeriesQuery query) {
    List<Series> found = new ArrayList<>();
    Completeness completeness = read(query, found::add, true);
    return new ListAnswer<>(found, completeness);
  }

  @Override
  public ListAnswer<MetricMetadata> metadata() {
    List<StoredSeries> all = series.values().stream().sorted(StoredSeries.ORDER).toList();
    List<MetricMetadata> metrics =
        all.stream()
            .map(each -> new MetricMetadata(each.name(), each.metric()))
            .distinct()
            .sorted(Comparator.comparing(MetricMetadata::prometheusName))
            .toList();
    return new ListAnswer<>(metrics, Completeness.exact(all.size()));
  }
}
