package io.midwatch.query.logs;

import io.midwatch.model.LogRecord;
import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * What one sender logged around a moment, oldest first.
 *
 * @param before records earlier than the moment
 * @param from records at the moment and later
 */
public record LogContext(List<LogRecord> before, List<LogRecord> from, Completeness completeness) {
  public LogContext {
    before = List.copyOf(before);
    from = List.copyOf(from);
  }
}
