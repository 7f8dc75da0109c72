package io.midwatch.query.window;

import org.jspecify.annotations.Nullable;

/** A count of a window beside that of the period of equal length before. */
public record Change(long now, long before) {

  /** Whether the difference is more than chance. */
  public Trend trend() {
    return Trend.of(now, before);
  }

  /** Now over before; null when there was none before. */
  public @Nullable Double ratio() {
    return before == 0 ? null : (double) now / before;
  }
}
