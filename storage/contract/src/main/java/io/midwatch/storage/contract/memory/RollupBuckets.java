package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The rows of one table by the start of their bucket. Rows are bounded: the oldest buckets go
 * first, and what they held is never counted again. Not thread-safe.
 *
 * <pre>
 * 1763776800000000000 → {[checkout, POST /pay, server] → 312, 24 | …, overflow → 7, 0 | …}
 * </pre>
 */
final class RollupBuckets {
  private final RollupTable table;
  private final RollupKey overflowKey;
  private final int maxRows;
  private final NavigableMap<Long, Map<RollupKey, RollupCounts>> buckets = new TreeMap<>();
  private int rows;
  private long goneBefore = Long.MIN_VALUE;
  private long refusedFrom = Long.MAX_VALUE;
  private long refusedTo = Long.MIN_VALUE;

  RollupBuckets(RollupTable table, int maxRows) {
    this.table = table;
    this.overflowKey = RollupKey.overflowOf(table);
    this.maxRows = maxRows;
  }

  RollupTable table() {
    return table;
  }

  /** The buckets that start in {@code [from, to)}, by start ascending. */
  NavigableMap<Long, Map<RollupKey, RollupCounts>> between(long from, long to) {
    return buckets.subMap(from, true, to, false);
  }

  /** Buckets that start before this, epoch nanoseconds, are gone or were never taken. */
  long goneBefore() {
    return goneBefore;
  }

  /** Whether counts for a bucket in {@code [from, to)} were refused as too far in the future. */
  boolean refusedIn(long from, long to) {
    return refusedFrom < to && refusedTo >= from;
  }

  /**
   * Adds counts to their row, or to the overflow row when the bucket is full.
   *
   * @param horizon buckets that start before it are too old
   * @param latest buckets that start after it are too far in the future
   */
  void add(long start, RollupKey key, RollupCounts counts, long horizon, long latest) {
    if (start < horizon) {
      goneBefore = Math.max(goneBefore, horizon);
    } else if (start > latest) {
      refusedFrom = Math.min(refusedFrom, start);
      refusedTo = Math.max(refusedTo, start);
    } else if (start >= goneBefore) {
      row(buckets.computeIfAbsent(start, _ -> new LinkedHashMap<>()), key).merge(counts);
      removeOldestBeyond(maxRows);
    }
  }

  /** Removes the buckets that start before the horizon. */
  void expire(long horizon) {
    while (!buckets.isEmpty() && buckets.firstKey() < horizon) {
      rows -= buckets.pollFirstEntry().getValue().size();
      goneBefore = Math.max(goneBefore, horizon);
    }
  }

  private RollupCounts row(Map<RollupKey, RollupCounts> bucket, RollupKey wanted) {
    RollupCounts known = bucket.get(wanted);
    if (known != null) {
      return known;
    }
    int named = bucket.size() - (bucket.containsKey(overflowKey) ? 1 : 0);
    boolean full = wanted.overflow() || named >= table.maxRowsPerBucket();
    return bucket.computeIfAbsent(
        full ? overflowKey : wanted,
        _ -> {
          rows++;
          return new RollupCounts(table);
        });
  }

  private void removeOldestBeyond(int limit) {
    while (rows > limit && buckets.size() > 1) {
      Map.Entry<Long, Map<RollupKey, RollupCounts>> oldest = buckets.pollFirstEntry();
      rows -= oldest.getValue().size();
      goneBefore = Math.max(goneBefore, oldest.getKey() + RollupQuery.RESOLUTION_NANOS);
    }
  }
}
