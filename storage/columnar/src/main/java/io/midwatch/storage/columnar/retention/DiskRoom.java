package io.midwatch.storage.columnar.retention;

import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.ManifestFile;
import io.midwatch.storage.columnar.manifest.RollupEntry;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.wal.disk.Disk;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 *   free bytes   ───────── reserve ───────── half of it ───────── 0
 *                 all well │ the oldest go   │ nothing is taken
 *
 * Between the two the store goes on taking, because what was unlinked is free only when the last
 * question that reads it has ended.
 */
/** Keeps the store within its {@link DiskLimits}. One thread makes room, any asks. */
public final class DiskRoom {
  private static final Logger log = LoggerFactory.getLogger(DiskRoom.class);

  /** So that sums with it stay within a long on a disk without end. */
  private static final long ENOUGH = Long.MAX_VALUE / 4;

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Disk disk;
  private final DiskLimits limits;
  private final ManifestFile manifest;
  private final LongSupplier logBytes;
  private final Expiry expiry;
  private volatile @Nullable String shortage;

  /**
   * @param logBytes size of the log
   */
  public DiskRoom(
      Disk disk, DiskLimits limits, ManifestFile manifest, LongSupplier logBytes, Expiry expiry) {
    this.disk = disk;
    this.limits = limits;
    this.manifest = manifest;
    this.logBytes = logBytes;
    this.expiry = expiry;
  }

  /**
   * Removes the oldest segments as far as that is needed and allowed, and finds out whether there
   * is room.
   *
   * @param leavingBytes of files that are unlinked already and free some time
   */
  public void make(Instant now, long leavingBytes) {
    long free = Math.min(disk.freeBytes(), ENOUGH) + leavingBytes;
    long missing = Math.max(usedBytes() - limits.limitBytes(), limits.reserveBytes() - free);
    try {
      if (missing > 0) {
        remove(missing, now);
      }
    } finally {
      note(findShortage());
    }
  }

  private void remove(long missing, Instant now) {
    long removed =
        expiry.oldest(missing, now.minus(limits.keep()).getEpochSecond() * 1_000_000_000L);
    if (removed > 0) {
      log.atWarn()
          .addKeyValue("missingBytes", missing)
          .addKeyValue("bytes", removed)
          .log("the disk is getting full, the oldest segments were removed");
    }
  }

  private @Nullable String findShortage() {
    long free = disk.freeBytes();
    if (free < limits.reserveBytes() / 2) {
      return "the disk is full: %,d MB are free, %,d MB are to stay free"
          .formatted(free >> 20, limits.reserveBytes() >> 20);
    }
    long used = usedBytes();
    if (used > limits.limitBytes()) {
      return "the store is full: it has %,d MB of %,d MB it may have"
          .formatted(used >> 20, limits.limitBytes() >> 20);
    }
    return null;
  }

  private long usedBytes() {
    Manifest listed = manifest.current();
    return listed.segments().stream().mapToLong(SegmentEntry::sizeBytes).sum()
        + listed.rollups().stream().mapToLong(RollupEntry::sizeBytes).sum()
        + logBytes.getAsLong();
  }

  private void note(@Nullable String now) {
    if (now != null && shortage == null) {
      log.atError().addKeyValue("problem", now).log("nothing is taken until there is room");
    } else if (now == null && shortage != null) {
      log.atInfo().log("there is room again");
    }
    shortage = now;
  }

  /** Why nothing can be taken, null when there is room. */
  public @Nullable String shortage() {
    return shortage;
  }

  /** How long senders should wait; zero when there is room. */
  public Duration retryAfter() {
    return shortage == null ? Duration.ZERO : RETRY;
  }
}
