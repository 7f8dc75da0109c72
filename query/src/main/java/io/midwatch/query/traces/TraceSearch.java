package io.midwatch.query.traces;

import io.midwatch.query.window.Window;
import org.jspecify.annotations.Nullable;

/**
 * Which traces are looked for: some one span has all of these.
 *
 * @param text a query line ({@link io.midwatch.query.text.QueryText}); words are looked for in span
 *     names
 * @param failedOnly spans that failed
 * @param minDurationNanos of the whole trace, inclusive
 * @param maxDurationNanos of the whole trace, inclusive
 * @param after place of the page, as an answer gave it in {@code next} or {@code previous}; null
 *     for the newest traces
 */
public record TraceSearch(
    Window window,
    @Nullable String service,
    @Nullable String endpoint,
    boolean failedOnly,
    @Nullable Long minDurationNanos,
    @Nullable Long maxDurationNanos,
    String text,
    @Nullable String after,
    int limit) {

  /** The newest traces of a window. */
  public static TraceSearch newest(Window window, int limit) {
    return new TraceSearch(window, null, null, false, null, null, "", null, limit);
  }
}
