package io.midwatch.query.logs;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Which log records are looked for.
 *
 * @param text a query line ({@link io.midwatch.query.text.QueryText}); words are looked for in
 *     bodies
 * @param minSeverity smallest severity number, 0 for any
 * @param traceId 32 hex digits, or null for any
 */
public record LogSearch(
    Window window,
    @Nullable String service,
    int minSeverity,
    @Nullable String traceId,
    String text,
    @Nullable Cursor after,
    int limit) {

  public static LogSearch newest(Window window, int limit) {
    return new LogSearch(window, null, 0, null, "", null, limit);
  }

  /** The same records of another window. */
  LogSearch in(Window other) {
    return new LogSearch(other, service, minSeverity, traceId, text, after, limit);
  }

  /** Another page of the same records. */
  LogSearch page(@Nullable Cursor place, int most) {
    return new LogSearch(window, service, minSeverity, traceId, text, place, most);
  }
}
