package io.midwatch.storage.wal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replay found.
 *
 * @param records applied
 * @param items stored by them
 * @param bytes of their bodies as stored in the log
 * @param duplicates whole records of requests that the log had already, skipped
 * @param unapplied whole records that could not be applied, skipped
 * @param quarantined parts of the log that are no whole records though they should be, skipped
 * @param torn what stands behind the last whole record of the last file, null when nothing does: a
 *     crash leaves it there, of records that were not acknowledged; damage to the last records
 *     looks the same
 */
public record ReplayReport(
    long records,
    long items,
    long bytes,
    long duplicates,
    long unapplied,
    List<Quarantined> quarantined,
    @Nullable Quarantined torn,
    Duration duration) {
  public ReplayReport {
    quarantined = List.copyOf(quarantined);
  }

  /** How many bytes are {@link #torn}. */
  public long tornBytes() {
    return torn == null ? 0 : torn.to() - torn.from();
  }

  /**
   * Bytes {@code [from, to)} of a file; an empty range for a file that is missing.
   *
   * @param file {@code wal/0000000012.log}
   */
  public record Quarantined(String file, long from, long to) {}
}
