package io.midwatch.query.window;

import io.midwatch.storage.contract.query.TimeRange;
import java.time.Duration;

/**
 * Which period the figures of a window stand beside.
 *
 * <pre>
 * window 2026-11-17 02:17–03:17   PREVIOUS 2026-11-17 01:17–02:17   DAY 2026-11-16 02:17–03:17
 *                                 WEEK     2026-11-10 02:17–03:17   NONE  none
 * </pre>
 */
public enum Comparison {
  /** The period of equal length just before. */
  PREVIOUS,
  /** The same window a day ago: 24 hours. */
  DAY,
  /** The same window a week ago: 7 times 24 hours. */
  WEEK,
  /** No period: what was before is not known and no trend is told. */
  NONE;

  private static final TimeRange NOTHING = new TimeRange(0, 0);

  /** The period beside a range, of equal length; that of {@link #NONE} is empty. */
  public TimeRange of(TimeRange range) {
    return switch (this) {
      case PREVIOUS -> range.previous();
      case DAY -> range.shift(Duration.ofDays(-1));
      case WEEK -> range.shift(Duration.ofDays(-7));
      case NONE -> NOTHING;
    };
  }
}
