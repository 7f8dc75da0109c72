package io.midwatch.query.traces;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TracePlace;
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
 *     for the newest traces; what is no place is refused with an {@link IllegalArgumentException}
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
  /** Before a place from which the pages go back to newer traces. */
  private static final String NEWER = "newer.";

  public TraceSearch {
    if (after != null) {
      TracePlace.parse(place(after));
    }
  }

  private static String place(String after) {
    return after.startsWith(NEWER) ? after.substring(NEWER.length()) : after;
  }

  /** How a place is written that leads to the traces newer than it; null stays null. */
  static @Nullable String newerThan(@Nullable String place) {
    return place == null ? null : NEWER + place;
  }

  /** Whether the page lies among the traces newer than its place. */
  boolean goesBack() {
    return after != null && after.startsWith(NEWER);
  }

  /** The place as the store gave it. */
  @Nullable String place() {
    return after == null ? null : place(after);
  }

  /** The same search over a part of the window, from its newest traces. */
  TraceSearch of(TimeRange part, int most) {
    return new TraceSearch(
        new Window(part, window.environment(), window.tenant()),
        service,
        endpoint,
        failedOnly,
        minDurationNanos,
        maxDurationNanos,
        text,
        null,
        most);
  }

  /** The newest traces of a window. */
  public static TraceSearch newest(Window window, int limit) {
    return new TraceSearch(window, null, null, false, null, null, "", null, limit);
  }
}
