package io.midwatch.query.promql.syntax;

import org.jspecify.annotations.Nullable;

/**
 * What moves a selector or subquery in time: {@code offset 5m}, {@code @ 1700000000}, {@code @
 * start()}; and the experimental {@code anchored} and {@code smoothed}.
 */
public record TimeModifier(
    @Nullable DurationExpr offset, @Nullable At at, boolean anchored, boolean smoothed) {
  public static final TimeModifier NONE = new TimeModifier(null, null, false, false);

  /** A fixed time. */
  public sealed interface At {
    /** Epoch milliseconds. */
    record Timestamp(long millis) implements At {}

    /** The query's first point. */
    record Start() implements At {}

    /** The query's last point. */
    record End() implements At {}
  }

  TimeModifier withOffset(DurationExpr moved) {
    return new TimeModifier(moved, at, anchored, smoothed);
  }

  TimeModifier withAt(At fixed) {
    return new TimeModifier(offset, fixed, anchored, smoothed);
  }

  TimeModifier withAnchored() {
    return new TimeModifier(offset, at, true, smoothed);
  }

  TimeModifier withSmoothed() {
    return new TimeModifier(offset, at, anchored, true);
  }
}
