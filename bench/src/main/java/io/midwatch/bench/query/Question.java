package io.midwatch.bench.query;

import io.midwatch.storage.contract.query.Completeness;
import java.util.function.IntFunction;

/**
 * Something to ask a store again and again.
 *
 * @param id as in the reference figures, such as {@code iii}
 * @param what in words
 * @param ask takes the number of the run, so that a question can vary
 */
record Question(String id, String what, IntFunction<Result> ask) {

  /**
   * What came back.
   *
   * @param rows rows, groups, spans or differences in the answer
   */
  record Result(long rows, Completeness completeness) {
    static Result exact(long rows) {
      return new Result(rows, Completeness.exact(rows));
    }
  }
}
