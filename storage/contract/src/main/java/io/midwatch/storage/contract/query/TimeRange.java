package io.midwatch.storage.contract.query;

import java.time.Duration;

/** A half-open range {@code [from, to)} of epoch nanoseconds. */
public record TimeRange(long fromUnixNano, long toUnixNano) {
  /** Everything there is. */
  public static final TimeRange ALL = new TimeRange(0, Long.MAX_VALUE);

  public TimeRange {
    if (toUnixNano < fromUnixNano) {
      throw new IllegalArgumentException(
          "range ends before it starts: " + fromUnixNano + " to " + toUnixNano);
    }
  }

  public boolean contains(long unixNano) {
    return unixNano >= fromUnixNano && unixNano < toUnixNano;
  }

  public long lengthNanos() {
    return toUnixNano - fromUnixNano;
  }

  /** The range of equal length that ends where this one starts. */
  public TimeRange previous() {
    return shift(Duration.ofNanos(-lengthNanos()));
  }

  public TimeRange shift(Duration by) {
    long nanos = by.toNanos();
    return new TimeRange(fromUnixNano + nanos, toUnixNano + nanos);
  }
}
