package io.midwatch.storage.columnar.query;

import io.midwatch.model.LogRecord;
import io.midwatch.storage.columnar.file.Damage;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.PatternAnswer;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.LogReader;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Answers questions about log records on the query workers. Thread-safe.
 *
 * @throws io.midwatch.storage.contract.StoreOverloadedException from every method, when too many
 *     questions wait
 */
public final class LogAnswers implements LogReader {
  private final Supplier<Snapshot<LogRecord>> snapshots;
  private final QueryWorkers workers;
  private final Damage damage;
  private final InstantSource clock;
  private final RowQuestions<LogRecord> rows = new RowQuestions<>();
  private final PatternQuestions patterns = new PatternQuestions();

  /**
   * @param snapshots gives the parts of the moment
   * @param workers not closed here
   * @param damage takes a file out that a question could not read
   */
  public LogAnswers(
      Supplier<Snapshot<LogRecord>> snapshots,
      QueryWorkers workers,
      InstantSource clock,
      Damage damage) {
    this.damage = damage;
    this.snapshots = snapshots;
    this.workers = workers;
    this.clock = clock;
  }

  private <A> A ask(QueryLimits limits, BiFunction<Snapshot<LogRecord>, Budget, A> question) {
    Budget budget = new Budget(limits, clock);
    return workers.ask(budget, () -> withoutDamaged(question, budget));
  }

  /** Asks again without a file that turns out to be damaged. */
  private <A> A withoutDamaged(BiFunction<Snapshot<LogRecord>, Budget, A> question, Budget budget) {
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
  public Optional<Row<LogRecord>> log(QueryScope scope, RowId id) {
    return ask(QueryLimits.DEFAULT, (snapshot, _) -> rows.row(snapshot, scope, id));
  }

  @Override
  public Page<LogRecord> searchLogs(SearchQuery query) {
    if (query.sort() == Sort.LONGEST_FIRST || query.sort() == Sort.SHORTEST_FIRST) {
      throw new IllegalArgumentException("only spans are sorted by duration");
    }
    return ask(query.limits(), (snapshot, budget) -> rows.search(snapshot, query, budget));
  }

  @Override
  public List<Row<LogRecord>> tailLogs(QueryScope scope, Filter filter, RowId after, int limit) {
    return tailPage(scope, filter, after, limit).rows();
  }

  @Override
  public Page<LogRecord> tailPage(QueryScope scope, Filter filter, RowId after, int limit) {
    return ask(
        QueryLimits.DEFAULT,
        (snapshot, budget) -> rows.tail(snapshot, scope, filter, after, limit, budget));
  }

  @Override
  public AggregateAnswer aggregateLogs(AggregateQuery query) {
    return ask(query.limits(), (snapshot, budget) -> rows.aggregate(snapshot, query, budget));
  }

  @Override
  public CompareAnswer compareLogs(CompareQuery query) {
    return ask(query.limits(), (snapshot, budget) -> rows.compare(snapshot, query, budget));
  }

  @Override
  public PatternAnswer logPatterns(QueryScope scope, TimeRange range, Filter filter, int limit) {
    return ask(
        QueryLimits.DEFAULT,
        (snapshot, budget) -> patterns.patterns(snapshot, scope, range, filter, limit, budget));
  }

  @Override
  public FieldsAnswer logFields(QueryScope scope, TimeRange range, String prefix, int limit) {
    return ask(
        QueryLimits.DEFAULT,
        (snapshot, budget) -> rows.names(snapshot, scope, range, prefix, limit, budget));
  }

  @Override
  public FieldsAnswer logValues(
      QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
    return ask(
        QueryLimits.DEFAULT,
        (snapshot, budget) -> rows.values(snapshot, scope, range, field, prefix, limit, budget));
  }
}
