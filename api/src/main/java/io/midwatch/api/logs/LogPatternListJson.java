package io.midwatch.api.logs;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.query.logs.LogPatterns;
import io.midwatch.query.window.Window;
import java.util.List;

/**
 * Patterns, the most frequent first.
 *
 * @param stepSeconds of {@code counts}
 * @param total patterns there are
 * @param looked records looked at, which the counts are of
 * @param matching records that match; more than were looked at when those are a sample
 * @param other records looked at that fit none of the patterns
 */
record LogPatternListJson(
    WindowJson window,
    long stepSeconds,
    List<LogPatternJson> patterns,
    int total,
    long looked,
    long matching,
    long other,
    TrustJson completeness) {
  private static final long SECOND = 1_000_000_000L;

  static LogPatternListJson of(Window window, LogPatterns found, int limit) {
    return new LogPatternListJson(
        WindowJson.of(window),
        window.stepNanos() / SECOND,
        found.patterns().stream().limit(limit).map(LogPatternJson::of).toList(),
        found.patterns().size(),
        found.looked(),
        found.matching(),
        found.other(),
        TrustJson.of(found.completeness()));
  }
}
