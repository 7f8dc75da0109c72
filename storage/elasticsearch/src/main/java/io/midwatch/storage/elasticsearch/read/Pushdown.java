package io.midwatch.storage.elasticsearch.read;

import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import org.jspecify.annotations.Nullable;

/** Aggregations the server computes itself. */
final class Pushdown<T> {
  /** The answer, or null when it has to be computed from rows. */
  @Nullable AggregateAnswer findAnswer(AggregateQuery query, Budget budget) {
    return null;
  }
}
