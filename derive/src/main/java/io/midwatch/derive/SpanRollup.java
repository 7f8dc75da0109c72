package io.midwatch.derive;

import io.midwatch.storage.contract.rollup.RollupSink;

/** What one span adds to one table; nothing when the table is not about such spans. */
interface SpanRollup {
  void derive(SpanFacts facts, RollupSink sink);
}
