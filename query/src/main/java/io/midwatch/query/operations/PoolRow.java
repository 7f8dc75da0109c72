package io.midwatch.query.operations;

import org.jspecify.annotations.Nullable;

/** One connection pool of one service instance; what nobody sent is null. */
public record PoolRow(
    String service,
    String instance,
    String pool,
    @Nullable Double used,
    @Nullable Double max,
    @Nullable Double pending) {

  /** Used over max, 0 to 1; null when one of them is unknown. */
  public @Nullable Double usedRatio() {
    return used == null || max == null || max <= 0 ? null : used / max;
  }

  /** Whether it says anything of how it is now. */
  boolean speaks() {
    return used != null || max != null || pending != null;
  }
}
