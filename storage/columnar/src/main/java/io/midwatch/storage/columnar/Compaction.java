package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.ManifestFile;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.wal.disk.Disk;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * One merge, and where a crash may come between:
 *
 *   1 merged.written    the file is durable under its name, listed nowhere: deleted at the start
 *   2 merged.listed     it is listed and its parts are not: they are deleted at the start
 *   3 merged.installed  readers see it; the parts are unlinked, and closed when nobody reads them
 */
/**
 * Merges small neighbouring segments, one merge a call. One thread at a time. What fails is not
 * tried again soon, and a damaged segment stays as it is: its parts that can be read must not be
 * lost.
 */
final class Compaction {
  private static final Logger log = LoggerFactory.getLogger(Compaction.class);
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Disk disk;
  private final ManifestFile manifest;
  private final StoreSteps steps;
  private final Set<String> damaged = new HashSet<>();
  private Instant pausedUntil = Instant.MIN;

  Compaction(Disk disk, ManifestFile manifest, StoreSteps steps) {
    this.disk = disk;
    this.manifest = manifest;
    this.steps = steps;
  }

  /** Merges what should be merged first; returns whether anything was. */
  boolean run(Compacting signal, CompactionChoice choice, Instant now) {
    if (now.isBefore(pausedUntil)) {
      return false;
    }
    List<SegmentEntry> parts =
        choice.choose(
            manifest.current().segments(signal.signal()),
            segment -> !damaged.contains(segment.file()) && signal.isOpen(segment),
            now.getEpochSecond() * 1_000_000_000L);
    if (parts.isEmpty()) {
      return false;
    }
    try {
      return merge(signal, parts);
    } catch (StoreException e) {
      pausedUntil = now.plus(PAUSE);
      parts.stream().map(SegmentEntry::file).filter(this::isDamaged).forEach(damaged::add);
      log.atWarn().setCause(e).log("segments could not be merged; they stay as they are");
      return false;
    }
  }

  /** False when a part expired meanwhile. */
  private boolean merge(Compacting signal, List<SegmentEntry> parts) {
    long start = System.nanoTime();
    Compacting.Merged merged =
        signal.merge(parts, DataFolder.segment(signal.signal(), manifest.takeFileNumber()));
    steps.reached("merged.written");
    boolean listed = false;
    try {
      listed = manifest.examine(known -> list(signal, parts, merged, known));
    } finally {
      if (!listed && !manifest.current().segments().contains(merged.entry())) {
        merged.close();
        manifest.discard(List.of(merged.entry().file()));
      }
    }
    if (listed) {
      say(signal, parts, merged.entry(), start);
    }
    return listed;
  }

  /** While nobody else takes segments from readers or from the manifest. */
  private boolean list(
      Compacting signal, List<SegmentEntry> parts, Compacting.Merged merged, Manifest known) {
    if (!known.segments().containsAll(parts) || !parts.stream().allMatch(signal::isOpen)) {
      return false;
    }
    manifest.change(
        now -> now.withMerged(parts, merged.entry()),
        () -> {
          steps.reached("merged.listed");
          merged.install();
          steps.reached("merged.installed");
        });
    return true;
  }

  private static void say(
      Compacting signal, List<SegmentEntry> parts, SegmentEntry merged, long start) {
    log.atInfo()
        .addKeyValue("signal", signal.signal().label())
        .addKeyValue("segments", parts.size())
        .addKeyValue("items", merged.items())
        .addKeyValue("bytesBefore", parts.stream().mapToLong(SegmentEntry::sizeBytes).sum())
        .addKeyValue("bytes", merged.sizeBytes())
        .addKeyValue("milliseconds", (System.nanoTime() - start) / 1_000_000)
        .log("merged segments");
  }

  private boolean isDamaged(String path) {
    try (SectionFile file = SectionFile.open(disk, path)) {
      file.verify();
      return false;
    } catch (StoreException e) {
      return true;
    }
  }
}
