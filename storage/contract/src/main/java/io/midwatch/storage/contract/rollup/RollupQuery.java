package io.midwatch.storage.contract.rollup;

import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;

/**
 * Read a rollup. Buckets whose start lies in the range count; the range is widened to whole steps
 * by the store's resolution and the answer names the range it covers.
 *
 * @param table name of the table
 * @param stepNanos width of an answer's buckets, a multiple of 15 s; 0 for one bucket over the
 *     range
 * @param filter on {@link io.midwatch.storage.contract.query.Field.Dimension}s
 * @param groupBy dimensions to keep; the others are merged
 */
public record RollupQuery(
    QueryScope scope,
    String table,
    TimeRange range,
    long stepNanos,
    Filter filter,
    List<String> groupBy) {
  /** The finest bucket, 15 seconds in nanoseconds. */
  public static final long RESOLUTION_NANOS = 15_000_000_000L;

  public RollupQuery {
    groupBy = List.copyOf(groupBy);
    if (stepNanos < 0 || stepNanos % RESOLUTION_NANOS != 0) {
      throw new IllegalArgumentException("step must be a multiple of 15 s: " + stepNanos);
    }
  }

  /** One bucket over the whole range. */
  public static RollupQuery total(String table, TimeRange range, String... groupBy) {
    return new RollupQuery(QueryScope.ALL, table, range, 0, Filter.ALL, List.of(groupBy));
  }

  public RollupQuery where(Filter dimensions) {
    return new RollupQuery(scope, table, range, stepNanos, dimensions, groupBy);
  }

  public RollupQuery every(long nanos) {
    return new RollupQuery(scope, table, range, nanos, filter, groupBy);
  }

  public RollupQuery scoped(QueryScope visible) {
    return new RollupQuery(visible, table, range, stepNanos, filter, groupBy);
  }
}
