package io.midwatch.storage.columnar.query;

import io.midwatch.storage.columnar.file.UnreadableFile;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.Condition;
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
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import java.util.Optional;

/**
 * Answers the questions that spans and log records have in common, on the calling thread. Answers
 * equal those of the in-memory store. Thread-safe; a budget is for one question.
 *
 * @param <T> what a row is
 */
public final class RowQuestions<T> {

  /**
   * @throws IllegalArgumentException when the question makes no sense
   */
  public Page<T> search(Snapshot<T> snapshot, SearchQuery query, Budget budget) {
    return new RowSearch<>(scan(snapshot, query.scope(), query.range(), budget), query).run();
  }

  /**
   * @throws IllegalArgumentException when the question makes no sense
   */
  public AggregateAnswer aggregate(Snapshot<T> snapshot, AggregateQuery query, Budget budget) {
    return new RowAggregation<>(scan(snapshot, query.scope(), query.range(), budget), query).run();
  }

  /**
   * @throws IllegalArgumentException when the question makes no sense
   */
  public CompareAnswer compare(Snapshot<T> snapshot, CompareQuery query, Budget budget) {
    return new RowComparison<>(scan(snapshot, query.scope(), query.range(), budget), query).run();
  }

  /** Names of free attributes that start so, at most {@code limit}. */
  public FieldsAnswer names(
      Snapshot<T> snapshot,
      QueryScope scope,
      TimeRange range,
      String prefix,
      int limit,
      Budget budget) {
    return new RowNames<>(scan(snapshot, scope, range, budget), prefix).names(limit);
  }

  /** Values of a field in text form that start so, at most {@code limit}. */
  public FieldsAnswer values(
      Snapshot<T> snapshot,
      QueryScope scope,
      TimeRange range,
      Field field,
      String prefix,
      int limit,
      Budget budget) {
    return new RowNames<>(scan(snapshot, scope, range, budget), prefix).values(field, limit);
  }

  /**
   * The row of that id when the scope may see it.
   *
   * @throws StoreException when there is none, but it may be in a file that cannot be read
   */
  public Optional<Row<T>> row(Snapshot<T> snapshot, QueryScope scope, RowId id) {
    Condition visible = Condition.of(scope.visible());
    for (Part<T> part : snapshot.parts()) {
      int row = part.table().firstAtLeast(id);
      if (row < part.table().rows() && part.table().id(row).equals(id)) {
        RowTest test = new TestBinder<>(new PartView<>(part)).bind(visible);
        int[] position = {row % Table.BLOCK_ROWS};
        boolean seen = test.select(row / Table.BLOCK_ROWS, position, 1, position) == 1;
        return seen ? Optional.of(new PartRow<>(part, row).read()) : Optional.empty();
      }
    }
    for (UnreadableFile file : snapshot.unreadable()) {
      if (file.mayHold(id)) {
        throw new StoreException("whether there is a row " + id.text() + ": " + file.said());
      }
    }
    return Optional.empty();
  }

  /** Rows that match, by id ascending, from the one after {@code after}; at most {@code limit}. */
  public Page<T> tail(
      Snapshot<T> snapshot,
      QueryScope scope,
      Filter filter,
      RowId after,
      int limit,
      Budget budget) {
    for (UnreadableFile file : snapshot.unreadable()) {
      if (file.mayHoldAfter(after)) {
        budget.incomplete(file.said());
      }
    }
    Condition wanted =
        new Condition.All(List.of(Condition.of(scope.visible()), Condition.of(filter)));
    List<Row<T>> rows = new RowTail<>(snapshot, wanted, budget).after(after, limit);
    return new Page<>(rows, null, null, budget.completeness());
  }

  static <T> Scan<T> scan(Snapshot<T> snapshot, QueryScope scope, TimeRange range, Budget budget) {
    for (UnreadableFile file : snapshot.unreadable()) {
      if (file.concerns(range)) {
        budget.incomplete(file.said());
      }
    }
    return new Scan<>(snapshot, range, Condition.of(scope.visible()), budget);
  }
}
