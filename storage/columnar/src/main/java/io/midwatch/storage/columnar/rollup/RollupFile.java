package io.midwatch.storage.columnar.rollup;

import com.github.luben.zstd.Zstd;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.wal.disk.Disk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollup file open for reading: its contents in memory, keys and pages read when they are asked
 * for. Thread-safe.
 *
 * @throws StoreException from every method that reads, naming the section that is damaged
 */
final class RollupFile implements AutoCloseable {
  /** Who reads rows. */
  interface Target {
    /** Whether rows of a key, by its place in the run's list, are wanted at all. */
    boolean wants(int key);

    /** What a row is to be merged into, or null to step over it. */
    @Nullable RollupCounts at(int key, long startUnixNano);
  }

  private final String path;
  private final SectionFile file;
  private final FileContents contents;

  private RollupFile(String path, SectionFile file, FileContents contents) {
    this.path = path;
    this.file = file;
    this.contents = contents;
  }

  static RollupFile open(Disk disk, String path) {
    SectionFile file = SectionFile.open(disk, path);
    try {
      DataCursor cursor = file.cursor(FileContents.SECTION);
      return new RollupFile(
          path, file, FileContents.read(cursor, file.origin(FileContents.SECTION)));
    } catch (StoreException damaged) {
      file.close();
      throw damaged;
    }
  }

  FileContents contents() {
    return contents;
  }

  RollupFileInfo info() {
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (Run run : contents.runs()) {
      from = Math.min(from, run.minStart());
      to = Math.max(to, run.maxStart() + run.tier().width().nanos());
    }
    List<Tier> tiers = contents.runs().stream().map(Run::tier).distinct().sorted().toList();
    return new RollupFileInfo(
        path,
        tiers,
        contents.runs().isEmpty() ? 0 : from,
        contents.runs().isEmpty() ? 0 : to,
        contents.coveredPosition(),
        file.sizeBytes());
  }

  /** The runs of a table's tier that have the table's figures. */
  List<Run> runs(RollupTable table, Tier tier) {
    return contents.runs().stream()
        .filter(run -> run.tier() == tier && sameFigures(run.table(), table))
        .toList();
  }

  /** Whether it holds rows of a table of this name that counted something else. */
  boolean hasOtherFigures(RollupTable table, long from, long to) {
    return contents.runs().stream()
        .anyMatch(run ->
            run.table().name().equals(table.name())
                && !sameFigures(run.table(), table)
                && run.overlaps(from, to));
  }

  /** Whether rows of one can be read as rows of the other. */
  static boolean sameFigures(RollupTable one, RollupTable other) {
    return one.name().equals(other.name())
        && one.dimensions().equals(other.dimensions())
        && one.counters().equals(other.counters())
        && one.histograms().equals(other.histograms())
        && one.sketches().equals(other.sketches());
  }

  /**
   * Whether every bucket ends before the time, which is another for buckets of 15 s. A file without
   * buckets stays: it says what is no longer kept.
   */
  boolean isBefore(long before, long fineBefore) {
    return !contents.runs().isEmpty()
        && contents.runs().stream()
            .allMatch(run -> {
              long end = run.maxStart() + run.tier().width().nanos();
              return end <= (run.tier() == Tier.FIFTEEN_SECONDS ? fineBefore : before);
            });
  }

  /** The keys of a run in order. */
  List<RollupKey> keys(Run run) {
    String section = run.keySection();
    DataCursor cursor = decompressed(section, run.keyBytes());
    return KeyCodec.read(cursor, run.table().dimensions().size());
  }

  /** Hands over the rows of the buckets that start in {@code [from, to)}. */
  void read(Run run, long from, long to, Target target) {
    RowCodec codec = new RowCodec(run.table());
    for (int page = 0; page < run.pages().size(); page++) {
      PageEntry entry = run.pages().get(page);
      if (entry.overlaps(from, to) && wantsAny(entry, target)) {
        readPage(run, entry, page(run, page), new Reading(from, to, codec, target));
      }
    }
  }

  private static boolean wantsAny(PageEntry entry, Target target) {
    for (int key = entry.firstKey(); key <= entry.lastKey(); key++) {
      if (target.wants(key)) {
        return true;
      }
    }
    return false;
  }

  private record Reading(long from, long to, RowCodec codec, Target target) {}

  private static void readPage(Run run, PageEntry entry, DataCursor cursor, Reading reading) {
    long width = run.tier().width().nanos();
    long sliceStart = run.tier().slice().floor(entry.minStart());
    while (cursor.remaining() > 0) {
      int key = cursor.getCount();
      int rows = cursor.getCount();
      int bytes = cursor.getCount();
      if (!reading.target().wants(key)) {
        cursor.skip(bytes);
        continue;
      }
      long start = sliceStart;
      for (int row = 0; row < rows; row++) {
        start += cursor.getVarint() * width;
        boolean inside = start >= reading.from() && start < reading.to();
        RollupCounts counts = inside ? reading.target().at(key, start) : null;
        if (counts == null) {
          reading.codec().skip(cursor);
        } else {
          reading.codec().mergeInto(counts, cursor);
        }
      }
    }
  }

  /** The rows of a page, as {@link RollupFileWriter} says. */
  DataCursor page(Run run, int page) {
    return decompressed(run.pageSection(page), run.pages().get(page).rawBytes());
  }

  private DataCursor decompressed(String section, int rawBytes) {
    DataCursor packed = file.cursor(section);
    byte[] raw = Zstd.decompress(packed.getBytes(packed.remaining()), rawBytes);
    if (raw.length != rawBytes) {
      throw new StoreException(
          file.origin(section) + ": " + rawBytes + " bytes expected, found " + raw.length);
    }
    return new DataCursor(raw, file.origin(section));
  }

  /** Compares every checksum. */
  void verify() {
    file.verify();
  }

  /** Keeps the file readable until one more {@link #close}. */
  void retain() {
    file.retain();
  }

  @Override
  public void close() {
    file.close();
  }
}
