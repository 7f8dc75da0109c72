package io.midwatch.storage.contract.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Find traces: for every predicate some span of the trace in the range matches it. Newest first by
 * the start of the earliest matching span, ties by trace id.
 *
 * @param spanPredicates at least one
 * @param minDurationNanos of the whole trace as far as it lies in the store; null is open
 * @param maxDurationNanos inclusive; null is open
 * @param after the last trace of the page before, by its earliest matching start; null for the
 *     first
 */
public record TraceQuery(
    QueryScope scope,
    TimeRange range,
    List<Filter> spanPredicates,
    @Nullable Long minDurationNanos,
    @Nullable Long maxDurationNanos,
    @Nullable String after,
    int limit,
    QueryLimits limits) {
  public static final int MAX_LIMIT = 1_000;

  public TraceQuery {
    spanPredicates = List.copyOf(spanPredicates);
    if (spanPredicates.isEmpty()) {
      throw new IllegalArgumentException("at least one span predicate is needed");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ": " + limit);
    }
  }

  public static TraceQuery newest(TimeRange range, Filter predicate, int limit) {
    return new TraceQuery(
        QueryScope.ALL, range, List.of(predicate), null, null, null, limit, QueryLimits.DEFAULT);
  }
}
