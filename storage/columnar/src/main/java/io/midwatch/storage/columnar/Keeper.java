package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.ManifestFile;
import io.midwatch.storage.columnar.manifest.RollupEntry;
import io.midwatch.storage.columnar.rollup.DurableRollups;
import io.midwatch.storage.columnar.rollup.RollupCheckpoint;
import io.midwatch.storage.columnar.rollup.RollupFileInfo;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.wal.WriteAheadLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
 * Brings hot buffers and rollups into listed files and cuts the log behind them. One thread seals
 * and checkpoints, and one, which may be another, merges and expires rollups. The rollup files of a
 * seal always cover the log as far as its segment, so that replay never has to count what it does
 * not have to store.
 */
final class Keeper {
  private final ManifestFile manifest;
  private final WriteAheadLog wal;
  private final DurableRollups rollups;
  private final Ingest ingest;
  private final Progress progress;
  private final List<Sealing> signals;
  private final StoreSteps steps;
  private volatile boolean logOpen;

  /** Segments that are written and could not be listed yet, by signal. */
  private final Map<Sealing, Unlisted> unlisted = new HashMap<>();

  /** Rollup files nothing needs once a manifest without them is durable; guarded by it. */
  private final List<String> gone = new ArrayList<>();

  private record Unlisted(Sealing.Job job, UnaryOperator<Manifest> listing) {}

  Keeper(
      ManifestFile manifest,
      WriteAheadLog wal,
      DurableRollups rollups,
      Ingest ingest,
      Progress progress,
      List<Sealing> signals,
      StoreSteps steps) {
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
      for (Unlisted next = next(signal); next != null; next = next(signal)) {
        seal(signal, next);
      }
    }
  }

  /** A segment that could not be listed, for want of room perhaps, is not written again. */
  private @Nullable Unlisted next(Sealing signal) {
    Unlisted written = unlisted.get(signal);
    Sealing.Job job = written == null ? signal.nextToSeal() : null;
    if (job != null) {
      written =
          new Unlisted(
              job, job.write(() -> DataFolder.segment(signal.signal(), manifest.takeFileNumber())));
      unlisted.put(signal, written);
      steps.reached("segment.written");
    }
    return written;
  }

  private void seal(Sealing signal, Unlisted written) {
    Sealing.Job job = written.job;
    list(
        signal,
        written.listing,
        () -> {
          ingest.exclusively(job::install);
          unlisted.remove(signal);
          steps.reached("installed");
        });
    cutLog();
  }

  /** Brings the rollups of memory into a file. */
  void checkpoint() {
    list(null, known -> known, () -> {});
    cutLog();
  }

  private void list(@Nullable Sealing sealing, UnaryOperator<Manifest> listing, Runnable install) {
    // taken before: whoever changes the list of files holds the manifest and waits for rollups
    String file = DataFolder.rollup(manifest.takeFileNumber());
    RollupCheckpoint checkpoint = rollups.checkpoint(() -> file);
    steps.reached("rollups.written");
    forceLog();
    Counted counted = counted();
    long logFrom = checkpoint.coveredPosition() + 1;
    for (Sealing signal : signals) {
      logFrom = Math.min(logFrom, signal.firstUnsealed(signal.equals(sealing)));
    }
    long needed = logFrom;
    manifest.change(
        known ->
            listing
                .apply(known)
                .withRollups(entries(rollups.listed().files()), checkpoint.coveredPosition())
                .withProgress(counted.position, counted.progress)
                .withLogFrom(needed),
        () -> {
          steps.reached("manifest.changed");
          discardGone();
          install.run();
        });
  }

  /** Merges rollup files when there are many. Buffers can be sealed meanwhile. */
  void compactRollups() {
    DurableRollups.Merged merged =
        rollups.merge(() -> DataFolder.rollup(manifest.takeFileNumber()));
    if (merged != null) {
      relist(merged::install);
    }
  }

  /** Removes rollup files all of whose buckets end before the time. */
  void expireRollups(long beforeUnixNano) {
    relist(() -> rollups.expire(beforeUnixNano));
  }

  /** Rollups change their files and the manifest what it lists in one step for everybody else. */
  private void relist(Supplier<RollupCheckpoint> change) {
    boolean _ =
        manifest.examine(_ -> {
          RollupCheckpoint now = change.get();
          now.removed().forEach(file -> gone.add(file.path()));
          if (now.added().isEmpty() && gone.isEmpty()) {
            return false;
          }
          steps.reached("rollups.merged");
          forceLog();
          manifest.change(
              known -> known.withRollups(entries(now.files()), now.coveredPosition()),
              this::discardGone);
          return true;
        });
  }

  private void discardGone() {
    manifest.discard(gone);
    gone.clear();
  }

  /** What is listed is skipped in replay, so the log must know its requests after any crash. */
  private void forceLog() {
    if (logOpen) {
      wal.force();
    }
  }

  private record Counted(long position, List<SourceProgress> progress) {}

  /** Both of one moment. */
  private Counted counted() {
    Counted[] now = new Counted[1];
    ingest.exclusively(() -> now[0] = new Counted(ingest.lastApplied(), progress.entries()));
    return now[0];
  }

  private static List<RollupEntry> entries(List<RollupFileInfo> files) {
    return files.stream()
        .map(file ->
            new RollupEntry(file.path(), file.fromUnixNano(), file.toUnixNano(), file.sizeBytes()))
        .toList();
  }

  /** The log is cut from now on; before, it is being replayed. */
  void logIsOpen() {
    logOpen = true;
  }

  /** Nothing is taken in: what the log is kept for becomes old without anything coming after it. */
  void cutLogWhileNothingComes(long nowUnixNano) {
    ingest.nothingCame(nowUnixNano);
    cutLog();
  }

  private void cutLog() {
    if (!logOpen) {
      return;
    }
    wal.deleteBefore(Math.min(manifest.current().logFrom(), ingest.historyFrom()));
    steps.reached("log.cut");
  }
}
