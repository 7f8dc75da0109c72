package io.midwatch.storage.columnar.query;

import io.midwatch.storage.contract.answer.Budget;
import java.util.function.Supplier;

/** Where questions are answered. Thread-safe. */
public interface Asking {
  /** In the thread that asks. */
  Asking HERE =
      new Asking() {
        @Override
        public <A> A ask(Budget budget, Supplier<A> question) {
          return question.get();
        }
      };

  /**
   * Waits for the answer of a question.
   *
   * @param budget of the question; it must have been made by now, so that waiting counts
   */
  <A> A ask(Budget budget, Supplier<A> question);
}
