package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.ManifestFile;
import io.midwatch.storage.columnar.manifest.RollupEntry;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.columnar.metric.MetricSegment;
import io.midwatch.storage.columnar.segment.ChunkCache;
import io.midwatch.storage.columnar.segment.SegmentTable;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.wal.LogCheck;
import io.midwatch.storage.wal.ReplayReport;
import io.midwatch.storage.wal.disk.Disk;
import io.midwatch.storage.wal.disk.FolderLock;
import io.midwatch.storage.wal.ledger.DurableLedger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares every checksum of a data folder that no store has open; changes nothing. Used once, by
 * one thread.
 *
 * <pre>
 * manifest  1 file, 412 bytes
 * log       2 files, 71303168 bytes, 5210 records, 118400 items
 * traces    3 segments, 40211456 bytes, 1500000 items
 * </pre>
 */
public final class DataCheck {
  private static final long CACHE_BYTES = 1 << 20;

  private final Disk disk;
  private final List<Kind> kinds = new ArrayList<>();
  private final List<String> damages = new ArrayList<>();
  private final Set<String> listed = new HashSet<>();
  private Manifest current = Manifest.EMPTY;
  private String unread = "";

  /**
   * All files of one kind.
   *
   * @param name {@code traces}
   * @param counts {@code 3 segments, 40211456 bytes, 1500000 items}
   */
  public record Kind(String name, String counts) {}

  /**
   * What a check found.
   *
   * @param damages each names its file and, in sealed files, the section; empty when all is well
   * @param unread names the end of the log when it is no whole record, empty when it is one. A
   *     crash leaves that and nobody was told it was stored; damage to what was stored last looks
   *     the same, so nothing can say which it is
   */
  public record Report(List<Kind> kinds, List<String> damages, String unread) {
    public Report {
      kinds = List.copyOf(kinds);
      damages = List.copyOf(damages);
    }
  }

  private DataCheck(Disk disk) {
    this.disk = disk;
  }

  /**
   * Checks a whole folder and holds its lock meanwhile.
   *
   * @param disk whose root is the data folder, which exists
   * @throws StoreException when a store has the folder open
   */
  public static Report run(Disk disk) {
    try (FolderLock _ = disk.lock("")) {
      return new DataCheck(disk).check();
    }
  }

  private Report check() {
    boolean known = manifest();
    for (Signal signal : Signal.values()) {
      segments(signal);
    }
    rollups();
    unlisted(known);
    ledger();
    return new Report(kinds, damages, unread);
  }

  /** Whether the manifest says which files count. */
  private boolean manifest() {
    boolean there = disk.exists(ManifestFile.NAME);
    boolean readable = tried(ManifestFile.NAME, () -> current = ManifestFile.open(disk).current());
    add("manifest", there ? "1 file, " + bytes(disk.size(ManifestFile.NAME)) : "no file");
    tried("wal", this::log);
    return readable;
  }

  private void log() {
    LogCheck log = LogCheck.of(disk, current.logFrom());
    ReplayReport report = log.report();
    for (ReplayReport.Quarantined part : report.quarantined()) {
      damages.add(
          part.from() == part.to()
              ? part.file() + ": missing, though a later file continues it"
              : "%s: bytes %d to %d are no whole record"
                  .formatted(part.file(), part.from(), part.to()));
    }
    if (report.unapplied() > 0) {
      damages.add("wal: the bodies of %d records cannot be unpacked".formatted(report.unapplied()));
    }
    ReplayReport.Quarantined torn = report.torn();
    if (torn != null) {
      unread =
          "%s: the last record is incomplete or damaged, %s from byte %d on are not read"
              .formatted(torn.file(), bytes(report.tornBytes()), torn.from());
    }
    add(
        "log",
        "%s, %s, %d records, %d items"
            .formatted(
                count(log.files(), "file"),
                bytes(log.bytes()),
                report.records() + report.duplicates(),
                report.items()));
  }

  private void segments(Signal signal) {
    long bytes = 0;
    long items = 0;
    List<SegmentEntry> entries = current.segments(signal);
    for (SegmentEntry entry : entries) {
      listed.add(entry.file());
      bytes += entry.sizeBytes();
      items += entry.items();
      if (sections(entry.file(), entry.sizeBytes())) {
        tried(entry.file(), () -> contents(entry));
      }
    }
    add(
        signal.label(),
        "%s, %s, %d items".formatted(count(entries.size(), "segment"), bytes(bytes), items));
  }

  /** Whether the file says of itself what the manifest says of it. */
  private void contents(SegmentEntry entry) {
    long items;
    if (entry.signal() == Signal.METRICS) {
      try (MetricSegment segment = MetricSegment.open(disk, entry.file())) {
        items = segment.pointCount();
      }
    } else {
      try (SegmentTable table =
          SegmentTable.open(disk, entry.file(), new ChunkCache(CACHE_BYTES))) {
        items = table.rows();
      }
    }
    if (items != entry.items()) {
      throw new StoreException(
          "%s: the manifest lists %d items, the file has %d"
              .formatted(entry.file(), entry.items(), items));
    }
  }

  private void rollups() {
    long bytes = 0;
    for (RollupEntry entry : current.rollups()) {
      listed.add(entry.file());
      bytes += entry.sizeBytes();
      sections(entry.file(), entry.sizeBytes());
    }
    add("rollups", count(current.rollups().size(), "file") + ", " + bytes(bytes));
  }

  /**
   * Files nobody lists are what a crash left, and gone at the next start; without a manifest they
   * are what is left to check.
   */
  private void unlisted(boolean known) {
    int files = 0;
    for (String folder : DataFolder.folders()) {
      for (String name : disk.list(folder)) {
        String path = folder + "/" + name;
        if (!listed.contains(path)) {
          files++;
          if (!known) {
            sections(path, disk.size(path));
          }
        }
      }
    }
    if (files > 0) {
      add("unlisted", count(files, "file") + (known ? ", deleted at the next start" : ""));
    }
  }

  private void ledger() {
    boolean there = disk.exists(DurableLedger.FILE);
    tried(DurableLedger.FILE, () -> DurableLedger.open(disk, _ -> 0));
    add("ledger", there ? "1 file, " + bytes(disk.size(DurableLedger.FILE)) : "no file");
  }

  /** Compares the checksum of every section; whether all are right. */
  private boolean sections(String path, long sizeBytes) {
    int before = damages.size();
    if (!disk.exists(path)) {
      damages.add(path + ": missing, though the manifest lists it");
      return false;
    }
    tried(
        path,
        () -> {
          try (SectionFile file = SectionFile.open(disk, path)) {
            if (file.sizeBytes() != sizeBytes) {
              damages.add(
                  "%s: the manifest lists %d bytes, the file has %d"
                      .formatted(path, sizeBytes, file.sizeBytes()));
            }
            file.names().forEach(name -> tried(path, () -> file.section(name)));
          }
        });
    return damages.size() == before;
  }

  /** Notes a refusal as a damage of the file. */
  private boolean tried(String path, Runnable check) {
    try {
      check.run();
      return true;
    } catch (StoreException e) {
      String message = String.valueOf(e.getMessage());
      damages.add(message.contains(path) ? message : path + ": " + message);
      return false;
    }
  }

  private void add(String name, String counts) {
    kinds.add(new Kind(name, counts));
  }

  private static String count(long number, String what) {
    return number == 1 ? "1 " + what : number + " " + what + "s";
  }

  private static String bytes(long number) {
    return count(number, "byte");
  }
}
