package io.midwatch.derive;

import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.RollupSink;

/** Adds spans that agree in their {@link SharedFacts} to the rows of one table. */
@FunctionalInterface
interface SpanCounter {
  /** A span belongs to the bucket of the time it started. */
  void count(CanonicalSpan span, RollupSink sink);

  /** Takes note of a span whose counts are kept, for what later spans mean beside it. */
  default void recall(CanonicalSpan span) {}
}
