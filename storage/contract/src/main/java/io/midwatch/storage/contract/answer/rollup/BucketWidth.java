package io.midwatch.storage.contract.answer.rollup;

import io.midwatch.storage.contract.query.TimeRange;

/**
 * A width of buckets that are aligned to the epoch, in nanoseconds, at least 1. Times may lie
 * before the epoch.
 */
public record BucketWidth(long nanos) {
  public BucketWidth {
    if (nanos < 1) {
      throw new IllegalArgumentException("a bucket must have a width, not " + nanos);
    }
  }

  /** The start of the bucket that holds the time. */
  public long floor(long unixNano) {
    return unixNano - Math.floorMod(unixNano, nanos);
  }

  /** The next start of a bucket at or after the time, or the end of time when there is none. */
  public long ceiling(long unixNano) {
    long below = floor(unixNano);
    if (below == unixNano) {
      return unixNano;
    }
    return below > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : below + nanos;
  }

  /** The range widened to whole buckets. */
  public TimeRange cover(TimeRange range) {
    return new TimeRange(floor(range.fromUnixNano()), ceiling(range.toUnixNano()));
  }
}
