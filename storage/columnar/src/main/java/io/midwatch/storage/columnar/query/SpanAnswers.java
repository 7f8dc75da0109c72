package io.midwatch.storage.columnar.query;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.columnar.file.Damage;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
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
    return ask(query.limits(), (snapshot, budget) -> rows.search(snapshot, query, budget));
  }

  @Override
  public TraceAnswer searchTraces(TraceQuery query) {
    return ask(query.limits(), (snapshot, budget) -> traces.search(snapshot, query, budget));
  }

  @Override
  public AggregateAnswer aggregateSpans(AggregateQuery query) {
    return ask(query.limits(), (snapshot, budget) -> rows.aggregate(snapshot, query, budget));
  }

  @Override
  public CompareAnswer compareSpans(CompareQuery query) {
    return ask(query.limits(), (snapshot, budget) -> rows.compare(snapshot, query, budget));
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
