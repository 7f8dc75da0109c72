package io.midwatch.storage.contract.answer.row;

import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.LogRecord;
import io.midwatch.storage.contract.answer.PatternCounts;
import io.midwatch.storage.contract.answer.Patterns;
import io.midwatch.storage.contract.query.PatternAnswer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Counts log bodies by their template. */
public record PatternCount(Predicate<LogRecord> filter) {

  /** Patterns of the rows of a source that pass the filter. */
  public PatternAnswer run(RowSource<LogRecord> scan, int limit) {
    PatternCounts<LogRecord> counts = new PatternCounts<>(scan.budget());
    scan.forEach((row, time) -> {
      LogRecord log = row.item();
      if (filter.test(log) && !(log.body() instanceof EmptyValue)) {
        counts.count(Patterns.template(log.body().text()), time, log);
      }
    });
    return counts.answer(limit, Function.identity());
  }
}
