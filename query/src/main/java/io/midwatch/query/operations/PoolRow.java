package io.midwatch.query.operations;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One connection pool of one service instance; what nobody sent is null. */
public record PoolRow(
    String service,
    String instance,
    String pool,
    @Nullable Double used,
    @Nullable Double max,
    @Nullable Double pending) {
  /** The nearest to its size first, then by what waits, then by name. */
  static final Comparator<PoolRow> TIGHTEST_FIRST =
      Comparator.comparingDouble((PoolRow row) -> -orZero(row.usedRatio()))
          .thenComparing(row -> -orZero(row.pending()))
          .thenComparing(PoolRow::service)
          .thenComparing(PoolRow::pool)
          .thenComparing(PoolRow::instance);

  private static double orZero(@Nullable Double figure) {
    return figure == null ? 0 : figure;
  }

  /** Used over max, 0 to 1; null when one of them is unknown. */
  public @Nullable Double usedRatio() {
    return used == null || max == null || max <= 0 ? null : used / max;
  }

  /** Whether it says anything of how it is now. */
  boolean speaks() {
    return used != null || max != null || pending != null;
  }
}
