package io.midwatch.api.logs;

import io.midwatch.api.json.Nanos;
import io.midwatch.query.logs.LogPattern;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Log records whose bodies differ in nothing but values.
 *
 * @param severity the highest among them, {@code unspecified} when none was sent
 * @param counts records of each step of the window, oldest first
 * @param search for {@code q} of {@code /api/v1/logs}: finds these records; null when their bodies
 *     are no text
 */
record LogPatternJson(
    String pattern,
    long count,
    String firstUnixNano,
    String lastUnixNano,
    String severity,
    List<String> services,
    boolean moreServices,
    List<Long> counts,
    String example,
    @Nullable String search) {
  static LogPatternJson of(LogPattern pattern) {
    return new LogPatternJson(
        pattern.template(),
        pattern.count(),
        Nanos.text(pattern.firstUnixNano()),
        Nanos.text(pattern.lastUnixNano()),
        pattern.worst().name().toLowerCase(Locale.ROOT),
        pattern.services(),
        pattern.moreServices(),
        pattern.counts(),
        pattern.example(),
        pattern.search());
  }
}
