package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.row.RowSource;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import java.util.function.Predicate;

/**
 * Looks at the rows of a snapshot that lie in a range, those stored last first, until the budget is
 * spent.
 *
 * @param visible what the caller may see at all
 */
record Scan<T>(List<Slice<T>> slices, TimeRange range, Predicate<T> visible, Budget budget)
    implements RowSource<T> {

  @Override
  public void forEach(Visitor<T> visitor) {
    for (int i = slices.size() - 1; i >= 0; i--) {
      if (!visit(slices.get(i), visitor)) {
        return;
      }
    }
  }

  /** Visits one slice; false when the budget is spent. */
  boolean visit(Slice<T> slice, Visitor<T> visitor) {
    if (!slice.overlaps(range)) {
      return true;
    }
    for (int i = slice.to() - 1; i >= slice.from(); i--) {
      long time = slice.time(i);
      if (range.contains(time)) {
        if (!budget.spend()) {
          return false;
        }
        Row<T> row = slice.row(i);
        if (visible.test(row.item())) {
          visitor.visit(row, time);
        }
      }
    }
    return true;
  }
}
