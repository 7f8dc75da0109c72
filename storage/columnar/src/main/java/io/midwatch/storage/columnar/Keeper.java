package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.ManifestFile;
import io.midwatch.storage.columnar.manifest.RollupEntry;
import io.midwatch.storage.columnar.rollup.DurableRollups;
import io.midwatch.storage.columnar.rollup.RollupCheckpoint;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.wal.WriteAheadLog;
import io.midwatch.storage.wal.disk.Disk;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/*
 * One seal, and where a crash may come between:
 *
 *   1 segment.written   the file is durable under its name, listed nowhere: deleted at the start
 *   2 rollups.written   likewise
 *   3 manifest.changed  both are listed, and the log is covered up to there: replay skips it
 *   4 installed         readers see the segment in the place of the buffer
 *   5 log.cut           log files that nothing needs any more are gone
 */
/**
 * Brings hot buffers and rollups into listed files and cuts the log behind them. One thread calls.
 * The rollup files of a seal always cover the log as far as its segment, so that replay never has
 * to count what it does not have to store.
 */
final class Keeper {
  private final Disk disk;
  private final ManifestFile manifest;
  private final WriteAheadLog wal;
  private final DurableRollups rollups;
  private final Ingest ingest;
  private final Progress progress;
  private final List<Sealing> signals;
  private final StoreSteps steps;
  private volatile boolean logOpen;

  Keeper(
      Disk disk,
      ManifestFile manifest,
      WriteAheadLog wal,
      DurableRollups rollups,
      Ingest ingest,
      Progress progress,
      List<Sealing> signals,
      StoreSteps steps) {
    this.disk = disk;
    this.manifest = manifest;
    this.wal = wal;
    this.rollups = rollups;
    this.ingest = ingest;
    this.progress = progress;
    this.signals = List.copyOf(signals);
    this.steps = steps;
  }

  /** Seals every waiting buffer. */
  void seal() {
    for (Sealing signal : signals) {
      for (Sealing.Job job = signal.nextToSeal(); job != null; job = signal.nextToSeal()) {
        seal(signal, job);
      }
    }
  }

  private void seal(Sealing signal, Sealing.Job job) {
    UnaryOperator<Manifest> listing =
        job.write(() -> DataFolder.segment(signal.signal(), manifest.takeFileNumber()));
    steps.reached("segment.written");
    list(signal, listing);
    ingest.exclusively(job::install);
    steps.reached("installed");
    cutLog();
  }

  /** Brings the rollups of memory into a file. */
  void checkpoint() {
    list(null, known -> known);
    cutLog();
  }

  private void list(@Nullable Sealing sealing, UnaryOperator<Manifest> listing) {
    RollupCheckpoint checkpoint =
        rollups.checkpoint(() -> DataFolder.rollup(manifest.takeFileNumber()));
    steps.reached("rollups.written");
    if (logOpen) {
      // What is listed is skipped in replay, so the log must know its requests after any crash.
      wal.force();
    }
    Counted counted = counted();
    long logFrom = checkpoint.coveredPosition() + 1;
    for (Sealing signal : signals) {
      logFrom = Math.min(logFrom, signal.firstUnsealed(signal.equals(sealing)));
    }
    long needed = logFrom;
    manifest.change(known ->
        listing
            .apply(known)
            .withRollups(entries(checkpoint), checkpoint.coveredPosition())
            .withProgress(counted.position, counted.progress)
            .withLogFrom(needed));
    steps.reached("manifest.changed");
    checkpoint.removed().forEach(file -> disk.delete(file.path()));
  }

  /**
   * Merges rollup files when there are many.
   *
   * @return whether files changed
   */
  boolean compactRollups() {
    return relist(rollups.compact(() -> DataFolder.rollup(manifest.takeFileNumber())));
  }

  /** Removes rollup files all of whose buckets end before the time. */
  void expireRollups(long beforeUnixNano) {
    relist(rollups.expire(beforeUnixNano));
  }

  private boolean relist(RollupCheckpoint now) {
    if (now.added().isEmpty() && now.removed().isEmpty()) {
      return false;
    }
    steps.reached("rollups.merged");
    manifest.change(known -> known.withRollups(entries(now), now.coveredPosition()));
    now.removed().forEach(file -> disk.delete(file.path()));
    return true;
  }

  private record Counted(long position, List<SourceProgress> progress) {}

  /** Both of one moment. */
  private Counted counted() {
    Counted[] now = new Counted[1];
    ingest.exclusively(() -> now[0] = new Counted(ingest.lastApplied(), progress.entries()));
    return now[0];
  }

  private List<RollupEntry> entries(RollupCheckpoint checkpoint) {
    return checkpoint.files().stream()
        .map(file ->
            new RollupEntry(file.path(), file.fromUnixNano(), file.toUnixNano(), file.sizeBytes()))
        .toList();
  }

  /** The log is cut from now on; before, it is being replayed. */
  void logIsOpen() {
    logOpen = true;
  }

  private void cutLog() {
    if (!logOpen) {
      return;
    }
    wal.deleteBefore(manifest.current().logFrom());
    steps.reached("log.cut");
  }
}
