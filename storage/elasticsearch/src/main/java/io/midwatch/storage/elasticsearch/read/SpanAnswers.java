package io.midwatch.storage.elasticsearch.read;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.TenantTraces;
import io.midwatch.storage.contract.answer.TraceCandidates;
import io.midwatch.storage.contract.answer.TraceSummaries;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceSummary;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.elasticsearch.client.Cluster;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.doc.Terms;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Spans in Elasticsearch, read. Thread-safe. */
public final class SpanAnswers implements SpanReader {
  private static final String TRACE = Names.canonical(CanonicalField.TRACE_ID);

  private final RowKind<Span> kind;
  private final Hits hits;
  private final RowQuestions<Span> rows;

  public SpanAnswers(
      RowKind<Span> kind, Cluster cluster, long rowsComputedHere, InstantSource clock) {
    this.kind = kind;
    this.hits = new Hits(cluster);
    this.rows =
        new RowQuestions<>(
            kind, hits, new Pushdown(cluster, kind.index(), rowsComputedHere), clock);
  }

  @Override
  public List<Row<Span>> trace(QueryScope scope, TraceId traceId) {
    Predicate<Span> visible = rows.compile(scope.visible());
    List<Row<Span>> found = new ArrayList<>();
    for (Row<Span> row : stored(List.of(traceId)).getOrDefault(traceId, List.of())) {
      if (visible.test(row.item())) {
        found.add(row);
      }
    }
    found.sort(TraceSummaries.SHOWN);
    return found;
  }

  /** The spans of traces, each once: one that was sent again days later is in two indices. */
  private Map<TraceId, List<Row<Span>>> stored(List<TraceId> traceIds) {
    Map<TraceId, List<Row<Span>>> found = new HashMap<>();
    Set<Span> seen = new LinkedHashSet<>();
    hits.walk(
        kind.index(),
        FilterQuery.terms(TRACE, traceIds.stream().map(id -> Terms.ofText(id.hex())).toList()),
        List.of(Hits.ascending(Names.ID)),
        null,
        Hits.PAGE,
        hit -> {
          Row<Span> row = rows.row(hit);
          if (seen.add(row.item())) {
            found.computeIfAbsent(row.item().traceId(), _ -> new ArrayList<>()).add(row);
          }
          return true;
        });
    return found;
  }

  @Override
  public Page<Span> searchSpans(SearchQuery query) {
    Budget looking = rows.budget(query.limits());
    Filter filter = tenants(query.scope(), looking).resolve(query.range(), query.filter());
    Page<Span> page = rows.search(query.filtered(filter), Span::durationNanos);
    return new Page<>(
        page.rows(), page.next(), page.previous(), page.completeness().and(looking.completeness()));
  }

  @Override
  public TraceAnswer searchTraces(TraceQuery asked) {
    Budget budget = rows.budget(asked.limits());
    TraceQuery query =
        asked.filtered(
            tenants(asked.scope(), budget).resolve(asked.range(), asked.spanPredicates()));
    TraceCandidates<Row<Span>> candidates =
        new TraceCandidates<>(query, Comparator.comparing(Row::id));
    List<Predicate<Span>> predicates = query.spanPredicates().stream().map(rows::compile).toList();
    Predicate<Span> visible = rows.compile(query.scope().visible());
    rows.rows(query.scope(), query.range(), new Filter.Or(query.spanPredicates()), budget)
        .forEach((row, _) -> {
          Span span = row.item();
          long matched = matched(predicates, span);
          candidates.matched(span.traceId(), span.startTimeUnixNano(), matched, row);
        });
    return candidates.answer((traceId, first) -> summary(traceId, first, visible), budget);
  }

  private static long matched(List<Predicate<Span>> predicates, Span span) {
    long matched = 0;
    for (int i = 0; i < predicates.size(); i++) {
      if (predicates.get(i).test(span)) {
        matched |= 1L << i;
      }
    }
    return matched;
  }

  private @Nullable TraceSummary summary(
      TraceId traceId, Row<Span> first, Predicate<Span> visible) {
    List<Row<Span>> spans =
        stored(List.of(traceId)).getOrDefault(traceId, List.of()).stream()
            .filter(row -> visible.test(row.item()))
            .toList();
    return TraceSummaries.of(
        traceId,
        first.item(),
        spans,
        span -> kind.fields().canonical(span, CanonicalField.SERVICE));
  }

  @Override
  public AggregateAnswer aggregateSpans(AggregateQuery query) {
    Budget looking = rows.budget(query.limits());
    Filter filter = tenants(query.scope(), looking).resolve(query.range(), query.filter());
    AggregateAnswer answer = rows.aggregate(query.filtered(filter));
    return new AggregateAnswer(
        answer.groups(), answer.otherGroups(), answer.completeness().and(looking.completeness()));
  }

  @Override
  public CompareAnswer compareSpans(CompareQuery query) {
    Budget looking = rows.budget(query.limits());
    List<Filter> filters =
        tenants(query.scope(), looking)
            .resolve(query.range(), List.of(query.selection(), query.baseline()));
    CompareAnswer answer = rows.compare(query.filtered(filters.get(0), filters.get(1)));
    return new CompareAnswer(
        answer.differences(),
        answer.selectionRows(),
        answer.baselineRows(),
        answer.completeness().and(looking.completeness()));
  }

  private TenantTraces tenants(QueryScope scope, Budget budget) {
    return new TenantTraces(
        (range, filter, visitor) ->
            rows.rows(scope, range, filter, budget)
                .forEach((row, _) -> visitor.visit(row.item().traceId(), row::id)),
        budget::incomplete,
        FilterQuery.MOST_TERMS);
  }

  @Override
  public FieldsAnswer spanFields(QueryScope scope, TimeRange range, String prefix, int limit) {
    return rows.names(scope, range, prefix, limit);
  }

  @Override
  public FieldsAnswer spanValues(
      QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
    return rows.values(scope, range, field, prefix, limit);
  }
}
