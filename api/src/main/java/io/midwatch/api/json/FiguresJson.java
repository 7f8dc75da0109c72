package io.midwatch.api.json;

import io.midwatch.query.requests.RequestFigures;
import org.jspecify.annotations.Nullable;

/**
 * Requests of a period. Shares and durations are null when there was no request.
 *
 * @param failedRatio 0 to 1
 */
public record FiguresJson(
    long requests,
    long failed,
    @Nullable Double failedRatio,
    long clientErrors,
    long throttled,
    @Nullable Double p50Nanos,
    @Nullable Double p95Nanos,
    @Nullable Double p99Nanos,
    double totalNanos) {
  public static FiguresJson of(RequestFigures figures) {
    return new FiguresJson(
        figures.requests(),
        figures.failed(),
        figures.failedRatio(),
        figures.clientErrors(),
        figures.throttled(),
        figures.p50Nanos(),
        figures.p95Nanos(),
        figures.p99Nanos(),
        figures.totalNanos());
  }
}
