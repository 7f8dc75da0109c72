package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.answer.rollup.BucketWidth;
import java.time.Duration;

/**
 * One of the widths rollups are kept in, finest first; each divides the next. The finest is kept
 * {@link #FINE_RETENTION}, the others as long as rollups are kept at all.
 */
public enum Tier {
  FIFTEEN_SECONDS(Duration.ofSeconds(15), "15s"),
  MINUTE(Duration.ofMinutes(1), "1m"),
  FIVE_MINUTES(Duration.ofMinutes(5), "5m"),
  HOUR(Duration.ofHours(1), "1h");

  /** How long buckets of 15 seconds are kept. */
  public static final Duration FINE_RETENTION = Duration.ofHours(48);

  /** A bucket of a minute or more may hold this many times the rows one of 15 s may hold. */
  static final int COARSE_ROWS_FACTOR = 4;

  /** Buckets of one slice of a file: rows are sorted by slice, key and time. */
  static final int SLICE_BUCKETS = 60;

  private final BucketWidth width;
  private final BucketWidth slice;
  private final String text;

  Tier(Duration width, String text) {
    this.width = new BucketWidth(width.toNanos());
    this.slice = new BucketWidth(width.toNanos() * SLICE_BUCKETS);
    this.text = text;
  }

  public BucketWidth width() {
    return width;
  }

  /** The stretch of time whose rows lie together in a file. */
  BucketWidth slice() {
    return slice;
  }

  /** Named rows a bucket of this width may hold, of a table that allows so many in 15 s. */
  int maxRows(int maxRowsPerBucket) {
    return this == FIFTEEN_SECONDS
        ? maxRowsPerBucket
        : (int) Math.min(Integer.MAX_VALUE, (long) maxRowsPerBucket * COARSE_ROWS_FACTOR);
  }

  /** The width as in {@code 15s}. */
  @Override
  public String toString() {
    return text;
  }
}
