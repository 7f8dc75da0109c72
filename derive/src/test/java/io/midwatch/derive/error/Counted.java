package io.midwatch.derive.error;

import java.util.ArrayList;
import java.util.List;

/** What counts after each failure was joined with those before. */
final class Counted {
  private final FailureJoin join;
  private final List<Failure> failures = new ArrayList<>();

  Counted(FailureJoin join) {
    this.join = join;
  }

  void add(Failure failure) {
    for (FailureChange change : join.add(failure, "")) {
      if (change.amount() > 0) {
        failures.add(change.failure());
      } else if (!failures.remove(change.failure())) {
        throw new AssertionError("takes back what never counted: " + change.failure());
      }
    }
  }

  /** In the order in which they began to count. */
  List<Failure> failures() {
    return failures;
  }
}
