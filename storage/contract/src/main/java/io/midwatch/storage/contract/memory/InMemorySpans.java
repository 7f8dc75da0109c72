package io.midwatch.storage.contract.memory;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.answer.TenantTraces;
import io.midwatch.storage.contract.answer.TraceSummaries;
import io.midwatch.storage.contract.answer.row.SpanFields;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.read.SpanReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The spans in memory. One writer at a time, any number of readers, which are never blocked. */
final class InMemorySpans implements SpanReader, SignalWrites.Rows<Span> {
  private final TraceIndex traces = new TraceIndex();
  private final RowTable<Span> table;
  private final SpanFields fields;
  private final SignalRows<Span> rows;
  private volatile long duplicates;

  InMemorySpans(int capacity, CanonicalReader reader, InstantSource clock) {
    table = new RowTable<>(capacity, traces::remove);
    fields = new SpanFields(reader);
    rows = new SignalRows<>(table, fields, Span::durationNanos, clock);
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer at a time
  public boolean add(Row<Span> row, long time) {
    if (traces.holds(row.item())) {
      duplicates++;
      return false;
    }
    table.append(row, time);
    traces.add(row);
    return true;
  }

  @Override
  public void publish() {
    table.publish();
  }

  void expire(long beforeUnixNano) {
    table.expire(beforeUnixNano);
    table.publish();
  }

  SignalStats stats() {
    return table.snapshot().stats(table.capacity(), duplicates);
  }

  @Override
  public List<Row<Span>> trace(QueryScope scope, TraceId traceId) {
    Predicate<Span> visible = rows.compile(scope.visible());
    List<Row<Span>> found = new ArrayList<>();
    for (Row<Span> row : traces.rows(traceId)) {
      if (visible.test(row.item())) {
        found.add(row);
      }
    }
    found.sort(TraceSummaries.SHOWN);
    return found;
  }

  @Override
  public Page<Span> searchSpans(SearchQuery query) {
    return rows.search(
        query.filtered(tenants(query.scope()).resolve(query.range(), query.filter())));
  }

  @Override
  public TraceAnswer searchTraces(TraceQuery asked) {
    TraceQuery query =
        asked.filtered(tenants(asked.scope()).resolve(asked.range(), asked.spanPredicates()));
    List<Predicate<Span>> predicates = query.spanPredicates().stream().map(rows::compile).toList();
    return new TraceSearch(query, fields, traces, predicates)
        .run(rows.scan(query.scope(), query.range(), query.limits()));
  }

  @Override
  public AggregateAnswer aggregateSpans(AggregateQuery query) {
    return rows.aggregate(
        query.filtered(tenants(query.scope()).resolve(query.range(), query.filter())));
  }

  @Override
  public CompareAnswer compareSpans(CompareQuery query) {
    List<Filter> filters =
        tenants(query.scope()).resolve(query.range(), List.of(query.selection(), query.baseline()));
    return rows.compare(query.filtered(filters.get(0), filters.get(1)));
  }

  /** All spans are looked at, and there are never too many. */
  private TenantTraces tenants(QueryScope scope) {
    return new TenantTraces(
        (range, filter, visitor) -> {
          Predicate<Span> test = rows.compile(filter);
          rows.scan(scope, range, QueryLimits.DEFAULT)
              .forEach((row, _) -> {
                if (test.test(row.item())) {
                  visitor.visit(row.item().traceId(), row::id);
                }
              });
        },
        _ -> {});
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
