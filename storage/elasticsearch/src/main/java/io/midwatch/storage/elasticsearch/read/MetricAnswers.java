package io.midwatch.storage.elasticsearch.read;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.prometheus.PrometheusIdentity;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.LabelOrder;
import io.midwatch.storage.contract.answer.row.FilterCompiler;
import io.midwatch.storage.contract.answer.row.SeriesFields;
import io.midwatch.storage.contract.answer.row.SeriesMatchers;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.LabelPattern;
import io.midwatch.storage.contract.query.ListAnswer;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.Series.Sample;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.SeriesVisitor;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.elasticsearch.doc.ItemCodec;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.doc.Names.Kind;
import io.midwatch.storage.elasticsearch.doc.Terms;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Metric series in Elasticsearch, read: the series are found first, by label, then their points.
 * Thread-safe.
 */
public final class MetricAnswers implements MetricReader {
  /** Series whose points are asked for at once. */
  private static final int SERIES_AT_ONCE = 500;

  private final Names names;
  private final Hits hits;
  private final ItemCodec codec;
  private final FilterCompiler<SeriesIdentity> compiler;
  private final InstantSource clock;

  public MetricAnswers(
      Names names, Hits hits, ItemCodec codec, CanonicalReader reader, InstantSource clock) {
    this.names = names;
    this.hits = hits;
    this.codec = codec;
    this.compiler = new FilterCompiler<>(new SeriesFields(reader));
    this.clock = clock;
  }

  /**
   * A series.
   *
   * @param first id of the row it was first written with
   * @param index where its latest document is: the one of the last day
   */
  private record Known(
      String name,
      String first,
      String index,
      MetricPoint sentWith,
      SortedMap<String, String> labels) {
    static final Comparator<Known> ORDER =
        Comparator.comparing(Known::labels, LabelOrder.LABELS).thenComparing(Known::first);

    /** Both days of a series as one. */
    Known and(Known other) {
      Known later = index.compareTo(other.index) > 0 ? this : other;
      String earliest = first.compareTo(other.first) < 0 ? first : other.first;
      return new Known(name, earliest, later.index, later.sentWith, labels);
    }

    Series with(List<Sample> samples) {
      return new Series(
          sentWith.series(),
          labels,
          sentWith.metric(),
          sentWith.resource(),
          sentWith.scope(),
          samples);
    }
  }

  /** Matching series as far as the time goes. */
  private List<Known> matching(QueryScope scope, List<LabelMatcher> matchers, Budget budget) {
    Predicate<Map<String, String>> labels = SeriesMatchers.compile(matchers);
    Predicate<SeriesIdentity> visible = compiler.compile(scope.visible());
    Map<String, Known> found = new HashMap<>();
    hits.walk(
        names.all(Kind.SERIES),
        FilterQuery.all(matchers.stream().map(MetricAnswers::query).toArray(Query[]::new)),
        List.of(Hits.ascending(Names.SERIES), Hits.ascending("_index")),
        null,
        Hits.PAGE,
        hit -> {
          if (!budget.goOn()) {
            return false;
          }
          MetricPoint point = codec.point(hit.bytes(Names.RAW));
          Known known =
              new Known(
                  hit.text(Names.SERIES),
                  hit.text(Names.ID),
                  hit.index(),
                  point,
                  PrometheusIdentity.of(point.series()));
          if (labels.test(known.labels()) && visible.test(point.series())) {
            found.merge(known.name(), known, Known::and);
          }
          return true;
        });
    return found.values().stream().sorted(Known.ORDER).toList();
  }

  /** Finds what the matcher means and perhaps more. */
  private static Query query(LabelMatcher matcher) {
    Set<String> only =
        switch (matcher.operator()) {
          case EQUAL -> Set.of(matcher.value());
          case MATCHES -> LabelPattern.of(matcher.value()).alternatives();
          case NOT_EQUAL, NOT_MATCHES -> Set.<String>of();
        };
    // A label that is not there is the empty text, which no document tells of.
    return only.isEmpty() || only.contains("") || only.size() > FilterQuery.MOST_TERMS
        ? Compiled.EVERYTHING.query()
        : FilterQuery.terms(
            Names.LABELS, only.stream().map(value -> Terms.label(matcher.label(), value)).toList());
  }

  @Override
  public Completeness readSeries(SeriesQuery query, SeriesVisitor visitor) {
    return read(query, visitor, false);
  }

  private Completeness read(SeriesQuery query, SeriesVisitor visitor, boolean withExemplars) {
    Budget budget = new Budget(query.limits(), clock);
    List<Known> matching = matching(query.scope(), query.matchers(), budget);
    int handed = 0;
    for (int from = 0; from < matching.size(); from += SERIES_AT_ONCE) {
      List<Known> some = matching.subList(from, Math.min(matching.size(), from + SERIES_AT_ONCE));
      Map<String, List<Sample>> samples = samples(some, query.range(), withExemplars, budget);
      for (Known series : some) {
        List<Sample> own = samples.getOrDefault(series.name(), List.of());
        if (own.isEmpty()) {
          continue;
        }
        if (handed == query.maxSeries()) {
          budget.incomplete("more than " + handed + " series");
          return budget.completeness();
        }
        handed++;
        if (!visitor.visit(series.with(own))) {
          return budget.completeness();
        }
      }
      if (budget.isSpent()) {
        break;
      }
    }
    return budget.completeness();
  }

  private Map<String, List<Sample>> samples(
      List<Known> series, TimeRange range, boolean withExemplars, Budget budget) {
    Map<String, Map<List<Long>, Sample>> found = new LinkedHashMap<>();
    List<Query> wanted = new ArrayList<>();
    wanted.add(FilterQuery.in(range));
    wanted.add(FilterQuery.terms(Names.SERIES, series.stream().map(Known::name).toList()));
    if (withExemplars) {
      wanted.add(FilterQuery.term(Names.HAS_EXEMPLARS, "true"));
    }
    hits.walk(
        names.all(Kind.POINTS),
        FilterQuery.all(wanted.toArray(Query[]::new)),
        List.of(
            Hits.ascending(Names.SERIES),
            Hits.ascending(Names.TIME),
            Hits.ascending(Names.START),
            Hits.ascending(Names.ID)),
        null,
        Hits.PAGE,
        hit -> {
          if (!budget.spend()) {
            return false;
          }
          MetricPoint point = codec.point(hit.bytes(Names.RAW));
          // The same point may be in the indices of two days; the first counts.
          found
              .computeIfAbsent(hit.text(Names.SERIES), _ -> new LinkedHashMap<>())
              .putIfAbsent(List.of(point.timeUnixNano(), point.startTimeUnixNano()), sample(point));
          return true;
        });
    Map<String, List<Sample>> samples = new HashMap<>();
    found.forEach((name, points) -> samples.put(name, List.copyOf(points.values())));
    return samples;
  }

  private static Sample sample(MetricPoint point) {
    return new Sample(
        point.startTimeUnixNano(),
        point.timeUnixNano(),
        point.flags(),
        point.value(),
        point.exemplars());
  }

  @Override
  public ListAnswer<String> labels(QueryScope scope, TimeRange range, List<LabelMatcher> matchers) {
    Budget budget = new Budget(QueryLimits.DEFAULT, clock);
    TreeSet<String> found = new TreeSet<>();
    for (Known series : active(scope, range, matchers, budget)) {
      found.addAll(series.labels().keySet());
    }
    return new ListAnswer<>(List.copyOf(found), budget.completeness());
  }

  @Override
  public ListAnswer<String> labelValues(
      QueryScope scope, TimeRange range, String label, List<LabelMatcher> matchers) {
    Budget budget = new Budget(QueryLimits.DEFAULT, clock);
    TreeSet<String> found = new TreeSet<>();
    for (Known series : active(scope, range, matchers, budget)) {
      String value = series.labels().get(label);
      if (value != null) {
        found.add(value);
      }
    }
    return new ListAnswer<>(List.copyOf(found), budget.completeness());
  }

  /** Matching series with a point in the range. */
  private List<Known> active(
      QueryScope scope, TimeRange range, List<LabelMatcher> matchers, Budget budget) {
    List<Known> matching = matching(scope, matchers, budget);
    List<Known> active = new ArrayList<>();
    for (int from = 0; from < matching.size(); from += SERIES_AT_ONCE) {
      List<Known> some = matching.subList(from, Math.min(matching.size(), from + SERIES_AT_ONCE));
      if (budget.spend(some.size()) < some.size()) {
        break;
      }
      Query query =
          FilterQuery.all(
              FilterQuery.in(range),
              FilterQuery.terms(Names.SERIES, some.stream().map(Known::name).toList()));
      Map<String, Long> counts =
          hits.counts(names.all(Kind.POINTS), query, Names.SERIES, SERIES_AT_ONCE);
      some.stream().filter(series -> counts.containsKey(series.name())).forEach(active::add);
    }
    return active;
  }

  @Override
  public ListAnswer<Series> exemplars(SeriesQuery query) {
    List<Series> found = new ArrayList<>();
    Completeness completeness = read(query, found::add, true);
    return new ListAnswer<>(found, completeness);
  }

  @Override
  public ListAnswer<MetricMetadata> metadata() {
    Budget budget = new Budget(QueryLimits.DEFAULT, clock);
    List<MetricMetadata> metrics =
        matching(QueryScope.ALL, List.of(), budget).stream()
            .map(series ->
                new MetricMetadata(
                    series.labels().getOrDefault(PrometheusIdentity.NAME, ""),
                    series.sentWith().metric()))
            .distinct()
            .sorted(Comparator.comparing(MetricMetadata::prometheusName))
            .toList();
    return new ListAnswer<>(metrics, budget.completeness());
  }
}
