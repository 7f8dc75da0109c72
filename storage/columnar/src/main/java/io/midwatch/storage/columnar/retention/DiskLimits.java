package io.midwatch.storage.columnar.retention;

import java.time.Duration;

/**
 * What a store may take of a disk. Beyond it the oldest segments go; when that does not help,
 * nothing more is taken.
 *
 * @param limitBytes what all files of the store may take together, {@link Long#MAX_VALUE} for no
 *     limit
 * @param reserveBytes what stays free on the disk: below it the oldest segments go, below half of
 *     it nothing is taken. The rest is for sealing what was taken already
 * @param keep segments with an item of this last while do not go for want of room
 */
public record DiskLimits(long limitBytes, long reserveBytes, Duration keep) {
  /** No limit, 512 MiB free, the last hour is kept. */
  public static final DiskLimits DEFAULTS =
      new DiskLimits(Long.MAX_VALUE, 512L << 20, Duration.ofHours(1));

  /** Nothing goes and everything is taken that the disk takes. */
  public static final DiskLimits NONE = new DiskLimits(Long.MAX_VALUE, 0, Duration.ZERO);

  public DiskLimits {
    if (limitBytes <= 0 || reserveBytes < 0 || keep.isNegative()) {
      throw new IllegalArgumentException(
          "expected a limit, a reserve and a time of 0 or more, found %d, %d, %s"
              .formatted(limitBytes, reserveBytes, keep));
    }
  }

  public DiskLimits withLimit(long bytes) {
    return new DiskLimits(bytes, reserveBytes, keep);
  }

  public DiskLimits withReserve(long bytes) {
    return new DiskLimits(limitBytes, bytes, keep);
  }

  public DiskLimits keeping(Duration last) {
    return new DiskLimits(limitBytes, reserveBytes, last);
  }
}
