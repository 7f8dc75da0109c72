package io.midwatch.storage.columnar.query;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.columnar.file.Damage;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.TenantTraces;
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
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.read.SpanReader;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Answers questions about spans on the query workers. Thread-safe.
 *
 * @throws io.midwatch.storage.contract.StoreOverloadedException from every method, when too many
 *     questions wait
 */
public final class SpanAnswers implements SpanReader {
  private final Supplier<Snapshot<Span>> snapshots;
  private final QueryWorkers workers;
  private final Damage damage;
  private final InstantSource clock;
  private final RowQuestions<Span> rows = new RowQuestions<>();
  private final TraceQuestions traces;

  /**
   * @param snapshots gives the parts of the moment, every one a {@link TracePart}
   * @param workers not closed here
   * @param damage takes a file out that a question could not read
   */
  public SpanAnswers(
      Supplier<Snapshot<Span>> snapshots,
      QueryWorkers workers,
      CanonicalReader reader,
      InstantSource clock,
      Damage damage) {
    this.damage = damage;
    this.snapshots = snapshots;
    this.workers = workers;
    this.clock = clock;
    this.traces = new TraceQuestions(reader);
  }

  private <A> A ask(QueryLimits limits, BiFunction<Snapshot<Span>, Budget, A> question) {
    Budget budget = new Budget(limits, clock);
    return workers.ask(budget, () -> withoutDamaged(question, budget));
  }

  /** Asks again without a file that turns out to be damaged. */
  private <A> A withoutDamaged(BiFunction<Snapshot<Span>, Budget, A> question, Budget budget) {
    while (true) {
      try {
        return question.apply(snapshots.get(), budget);
      } catch (StoreException e) {
        if (!damage.takeOut(e)) {
          throw e;
        }
      }
    }
  }

  @Override
  public List<Row<Span>> trace(QueryScope scope, TraceId traceId) {
    return tracePage(scope, traceId).rows();
  }

  @Override
  public Page<Span> tracePage(QueryScope scope, TraceId traceId) {
    return ask(
        QueryLimits.DEFAULT, (snapshot, budget) -> traces.trace(snapshot, scope, traceId, budget));
  }

  @Override
  public Page<Span> searchSpans(SearchQuery query) {
    return ask(
        query.limits(),
        (snapshot, budget) -> {
          TenantTraces tenants = tenants(snapshot, query.scope(), budget);
          Filter filter = tenants.resolve(query.range(), query.filter());
          return rows.search(snapshot, query.filtered(filter), budget);
        });
  }

  @Override
  public TraceAnswer searchTraces(TraceQuery query) {
    return ask(
        query.limits(),
        (snapshot, budget) -> {
          TenantTraces tenants = tenants(snapshot, query.scope(), budget);
          List<Filter> predicates = tenants.resolve(query.range(), query.spanPredicates());
          return traces.search(snapshot, query.filtered(predicates), budget);
        });
  }

  @Override
  public AggregateAnswer aggregateSpans(AggregateQuery query) {
    return ask(
        query.limits(),
        (snapshot, budget) -> {
          TenantTraces tenants = tenants(snapshot, query.scope(), budget);
          Filter filter = tenants.resolve(query.range(), query.filter());
          return rows.aggregate(snapshot, query.filtered(filter), budget);
        });
  }

  @Override
  public CompareAnswer compareSpans(CompareQuery query) {
    return ask(
        query.limits(),
        (snapshot, budget) -> {
          List<Filter> filters =
              tenants(snapshot, query.scope(), budget)
                  .resolve(query.range(), List.of(query.selection(), query.baseline()));
          return rows.compare(snapshot, query.filtered(filters.get(0), filters.get(1)), budget);
        });
  }

  private static TenantTraces tenants(Snapshot<Span> snapshot, QueryScope scope, Budget budget) {
    return new TenantTraces(
        (range, filter, visitor) ->
            RowQuestions.scan(snapshot, scope, range, budget)
                .forEach(Condition.of(filter), view -> visit(view, visitor)),
        budget::incomplete);
  }

  private static BlockScan.Visitor visit(PartView<Span> view, TenantTraces.Visitor visitor) {
    TracePart spans = TraceSearch.spans(view.part());
    return (block, positions, count) -> {
      for (int i = 0; i < count; i++) {
        int row = block * Table.BLOCK_ROWS + positions[i];
        visitor.visit(spans.traceId(row), () -> spans.table().id(row));
      }
    };
  }

  @Override
  public FieldsAnswer spanFields(QueryScope scope, TimeRange range, String prefix, int limit) {
    return ask(
        QueryLimits.DEFAULT,
        (snapshot, budget) -> rows.names(snapshot, scope, range, prefix, limit, budget));
  }

  @Override
  public FieldsAnswer spanValues(
      QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
    return ask(
        QueryLimits.DEFAULT,
        (snapshot, budget) -> rows.values(snapshot, scope, range, field, prefix, limit, budget));
  }
}
