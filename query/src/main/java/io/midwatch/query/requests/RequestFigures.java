package io.midwatch.query.requests;

import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Requests of a window. Durations are nanoseconds, null when there was no request.
 *
 * @param failed by the server's fault
 * @param clientErrors HTTP 4xx but 429
 * @param throttled HTTP 429
 * @param totalNanos time spent in all of them
 */
public record RequestFigures(
    long requests,
    long failed,
    long clientErrors,
    long throttled,
    @Nullable Double p50Nanos,
    @Nullable Double p95Nanos,
    @Nullable Double p99Nanos,
    double totalNanos) {
  /** The share of failed requests from which something is called failing. */
  public static final double FAILING = 0.01;

  /** Fewer failures are chance, whatever their share. */
  private static final long FEWEST = 3;

  public static final RequestFigures NONE = new RequestFigures(0, 0, 0, 0, null, null, null, 0);

  /** Requests and failures alone, where nothing else was counted. */
  public static RequestFigures counted(long requests, long failed) {
    return new RequestFigures(requests, failed, 0, 0, null, null, null, 0);
  }

  /** Requests, failures, throttled ones and durations, where client errors were not counted. */
  public static RequestFigures timed(
      long requests, long failed, long throttled, ExponentialHistogram duration) {
    boolean empty = duration.count() == 0;
    return new RequestFigures(
        requests,
        failed,
        0,
        throttled,
        empty ? null : duration.quantile(0.5),
        empty ? null : duration.quantile(0.95),
        empty ? null : duration.quantile(0.99),
        duration.sum());
  }

  /** Share of requests that failed, 0 to 1; null when there was none. */
  public @Nullable Double failedRatio() {
    return requests == 0 ? null : (double) failed / requests;
  }

  /** Whether so many failed that it is called failing. */
  public boolean fails() {
    return failed >= FEWEST && failed >= FAILING * requests;
  }
}
