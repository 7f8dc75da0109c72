package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.answer.rollup.BucketWidth;
import io.midwatch.storage.contract.answer.rollup.RollupAnswering;
import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.time.Instant;
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

  /** Answers from the buckets there are; the range is cut off where buckets are gone. */
  RollupAnswer answer(RollupQuery query) {
    RollupAnswering answering = new RollupAnswering(table, query);
    long step = query.stepNanos() == 0 ? RollupQuery.RESOLUTION_NANOS : query.stepNanos();
    TimeRange covered = new BucketWidth(step).cover(query.range());
    if (goneBefore > covered.fromUnixNano()) {
      covered = new TimeRange(Math.min(covered.toUnixNano(), goneBefore), covered.toUnixNano());
      answering.incomplete(
          "figures before "
              + Instant.ofEpochSecond(0, covered.fromUnixNano())
              + " are no longer kept");
    }
    long from = covered.fromUnixNano();
    long to = covered.toUnixNano();
    buckets
        .subMap(from, true, to, false)
        .forEach((start, rows) -> rows.forEach((key, counts) -> answering.add(start, key, counts)));
    if (refusedFrom < to && refusedTo >= from) {
      answering.incomplete("items sent with a time far in the future are not counted");
    }
    return answering.answer(covered);
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
