package io.midwatch.storage.contract.answer.row;

import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.Row;

/** Rows one question looks at, each once, those stored last first. One use; not thread-safe. */
public interface RowSource<T> {
  /** Takes a row and the time it is filed under, epoch nanoseconds. */
  interface Visitor<T> {
    void visit(Row<T> row, long time);
  }

  /** Hands over rows until none is left or the budget is spent. */
  void forEach(Visitor<T> visitor);

  /** What the question may still cost; every row that was looked at is counted. */
  Budget budget();
}
