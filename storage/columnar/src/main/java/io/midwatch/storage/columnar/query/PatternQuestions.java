package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.LogRecord;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.PatternCounts;
import io.midwatch.storage.contract.answer.Patterns;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.PatternAnswer;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.TimeRange;
import org.jspecify.annotations.Nullable;

/** Counts log bodies by their template, on the calling thread. Thread-safe. */
public final class PatternQuestions {

  /**
   * @throws IllegalArgumentException when the filter makes no sense
   */
  public PatternAnswer patterns(
      Snapshot<LogRecord> snapshot,
      QueryScope scope,
      TimeRange range,
      Filter filter,
      int limit,
      Budget budget) {
    PatternCounts<PartRow<LogRecord>> counts = new PatternCounts<>(budget);
    RowQuestions.scan(snapshot, scope, range, budget)
        .forEach(Condition.of(filter), view -> open(view, counts));
    return counts.answer(limit, PartRow::item);
  }

  private static BlockScan.Visitor open(
      PartView<LogRecord> view, PatternCounts<PartRow<LogRecord>> counts) {
    KeyColumn<String> templates =
        new KeyColumn<>(
            view.column(Field.of(CanonicalField.BODY)), body -> Patterns.template(body.text()));
    return (block, positions, count) -> {
      boolean any = templates.open(block, positions, count);
      long[] times = view.times().read(block, positions, count);
      for (int i = count - 1; i >= 0; i--) {
        PartRow<LogRecord> row =
            new PartRow<>(view.part(), block * Table.BLOCK_ROWS + positions[i]);
        String known = any ? templates.at(block, positions[i]) : null;
        String template = known != null ? known : templateOfEmpty(row.item());
        if (template != null) {
          counts.count(template, times[positions[i]], row);
        }
      }
    };
  }

  /** A body without text is not read as a field, yet it may have been sent. */
  private static @Nullable String templateOfEmpty(LogRecord log) {
    return log.body() instanceof EmptyValue ? null : Patterns.template(log.body().text());
  }
}
