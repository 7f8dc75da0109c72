package io.midwatch.storage.contract.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Find traces: for every predicate some span of the trace in the range matches it. A trace stands
 * where its earliest matching span starts.
 *
 * @param spanPredicates at least one
 * @param minDurationNanos of the whole trace as far as it lies in the store; null is open
 * @param maxDurationNanos inclusive; null is open
 * @param order which way the traces are listed
 * @param after a place the answer before gave; only traces that follow it in the chosen order; null
 *     for the first page
 */
public record TraceQuery(
    QueryScope scope,
    TimeRange range,
    List<Filter> spanPredicates,
    @Nullable Long minDurationNanos,
    @Nullable Long maxDurationNanos,
    Order order,
    @Nullable String after,
    int limit,
    QueryLimits limits) {
  public static final int MAX_LIMIT = 1_000;

  /** The order of traces; both ways, so that a page can be left forwards and backwards. */
  public enum Order {
    /** Ties by trace id, ascending. */
    NEWEST_FIRST,
    /** The opposite, ties by trace id, descending. */
    OLDEST_FIRST
  }

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
        QueryScope.ALL,
        range,
        List.of(predicate),
        null,
        null,
        Order.NEWEST_FIRST,
        null,
        limit,
        QueryLimits.DEFAULT);
  }

  /** The page that follows a place in an order. */
  public TraceQuery page(Order way, @Nullable String place) {
    return new TraceQuery(
        scope,
        range,
        spanPredicates,
        minDurationNanos,
        maxDurationNanos,
        way,
        place,
        limit,
        limits);
  }

  /** The same question with other predicates. */
  public TraceQuery filtered(List<Filter> predicates) {
    return new TraceQuery(
        scope, range, predicates, minDurationNanos, maxDurationNanos, order, after, limit, limits);
  }

  public TraceQuery limited(QueryLimits cost) {
    return new TraceQuery(
        scope,
        range,
        spanPredicates,
        minDurationNanos,
        maxDurationNanos,
        order,
        after,
        limit,
        cost);
  }
}
