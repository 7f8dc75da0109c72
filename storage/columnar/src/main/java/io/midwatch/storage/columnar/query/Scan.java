package io.midwatch.storage.columnar.query;

import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;

/**
 * The rows one question looks at. Not thread-safe.
 *
 * @param visible what the caller may see at all; applied before the question's own filter
 */
record Scan<T>(Snapshot<T> snapshot, TimeRange range, Condition visible, Budget budget) {

  /** Prepares to look at the rows of one part. */
  interface Opener<T> {
    BlockScan.Visitor open(PartView<T> view);
  }

  /** Visits blocks of all parts, those stored last first, until the budget is spent. */
  void forEach(Condition filter, Opener<T> opener) {
    int[] every = BlockScan.everyPosition();
    List<Part<T>> parts = snapshot.parts();
    for (int i = parts.size() - 1; i >= 0; i--) {
      PartView<T> view = new PartView<>(parts.get(i));
      if (overlaps(view) && !open(view, filter, every).forEach(opener.open(view))) {
        return;
      }
    }
  }

  /** Whether any block of the part may hold a row in the range. */
  private boolean overlaps(PartView<T> view) {
    for (int block = 0; block < view.table().blocks(); block++) {
      if (view.times().numbers().max(block) >= range.fromUnixNano()
          && view.times().numbers().min(block) < range.toUnixNano()) {
        return true;
      }
    }
    return false;
  }

  BlockScan<T> open(PartView<T> view, Condition filter, int[] every) {
    TestBinder<T> binder = new TestBinder<>(view);
    RowTest scope = binder.bind(visible);
    RowTest wanted = scope.equals(RowTest.NONE) ? RowTest.NONE : binder.bind(filter);
    return new BlockScan<>(view, range, scope.then(wanted), budget, every);
  }
}
