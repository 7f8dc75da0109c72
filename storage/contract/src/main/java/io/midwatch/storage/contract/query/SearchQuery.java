package io.midwatch.storage.contract.query;

import org.jspecify.annotations.Nullable;

/**
 * Find rows. Ties of the sort value are broken by row id, in the same direction.
 *
 * @param after only rows that follow this place in the chosen order; null starts at the first
 * @param limit rows per page, 1 to {@link #MAX_LIMIT}
 */
public record SearchQuery(
    QueryScope scope,
    TimeRange range,
    Filter filter,
    Sort sort,
    @Nullable Cursor after,
    int limit,
    QueryLimits limits) {
  public static final int MAX_LIMIT = 10_000;

  /** The order of rows; both ways, so that a page can be left forwards and backwards. */
  public enum Sort {
    NEWEST_FIRST,
    OLDEST_FIRST,
    /** Spans only. */
    LONGEST_FIRST,
    /** Spans only. */
    SHORTEST_FIRST
  }

  public SearchQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ": " + limit);
    }
  }

  /** Newest first, all limits at their defaults. */
  public static SearchQuery newest(TimeRange range, Filter filter, int limit) {
    return new SearchQuery(
        QueryScope.ALL, range, filter, Sort.NEWEST_FIRST, null, limit, QueryLimits.DEFAULT);
  }

  public SearchQuery sorted(Sort order) {
    return new SearchQuery(scope, range, filter, order, after, limit, limits);
  }

  public SearchQuery after(@Nullable Cursor place) {
    return new SearchQuery(scope, range, filter, sort, place, limit, limits);
  }

  /** The same question of other rows. */
  public SearchQuery filtered(Filter rows) {
    return new SearchQuery(scope, range, rows, sort, after, limit, limits);
  }

  public SearchQuery scoped(QueryScope visible) {
    return new SearchQuery(visible, range, filter, sort, after, limit, limits);
  }

  public SearchQuery limited(QueryLimits cost) {
    return new SearchQuery(scope, range, filter, sort, after, limit, cost);
  }
}
