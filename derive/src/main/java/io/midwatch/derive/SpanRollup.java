package io.midwatch.derive;

import org.jspecify.annotations.Nullable;

/** What spans add to one table. */
interface SpanRollup {
  /**
   * How spans with these facts are counted; null when the table is not about such spans. Whatever
   * can be decided or put together from the facts is done here, once for all of them.
   */
  @Nullable SpanCounter counter(SharedFacts facts);
}
