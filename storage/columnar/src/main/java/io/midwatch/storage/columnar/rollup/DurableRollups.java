package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.rollup.RollupAnswering;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupWriter;
import io.midwatch.storage.wal.disk.Disk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rollups that outlive the process. What was counted since the last checkpoint is in memory, in
 * buckets of 15 s; a checkpoint writes it to a file, in every {@link Tier} at once. Nothing in a
 * file ever changes: what comes late is a further row of the same bucket in a later file, and
 * reading adds them up. After a crash the files the manifest lists are opened and the log is
 * replayed from the position they cover.
 *
 * <pre>
 * memory   03:10:00 … 03:10:45                 since position 8 &lt;&lt; 32 | 4711
 * file 2   15s 1m 5m 1h   03:05 … 03:10        covers 8 &lt;&lt; 32 | 4711
 * file 1   15s 1m 5m 1h   03:00 … 03:05        covers 8 &lt;&lt; 32 | 1200
 * </pre>
 *
 * Thread-safe. Reading takes the lock of {@link #apply} only to note what there is; files are
 * scanned and written without it. Items more than an hour in the future or older than the retention
 * are not counted, and answers say so. A table keeps at most {@code maxRowsPerBucket} named rows a
 * bucket of 15 s and four times as many in wider ones.
 */
public final class DurableRollups implements RollupReader, RollupWriter, AutoCloseable {
  /** How long rollups are kept unless said otherwise. */
  public static final Duration DEFAULT_RETENTION = Duration.ofDays(400);

  /** A checkpoint is due when so many rows are in memory: about 100 MB. */
  public static final int CHECKPOINT_ROWS = 100_000;

  /**
   * At so many rows in memory further keys are counted as overflow, and items of a time without a
   * row in the first minute of their hour.
   */
  static final int MAX_RECENT_ROWS = 4 * CHECKPOINT_ROWS;

  /** At so many, or fewer while others are written, no more should come for a moment. */
  private static final int CROWDED_ROWS = 3 * CHECKPOINT_ROWS;

  private static final int CROWDED_WHILE_WRITING = 2 * CHECKPOINT_ROWS;

  private static final Duration MAX_AHEAD = Duration.ofHours(1);

  private final Map<String, RollupTable> tables = new LinkedHashMap<>();
  private final Disk disk;
  private final InstantSource clock;
  private final Duration retention;
  private final List<StoreException> damaged = new ArrayList<>();
  private final Refused refused;
  // one checkpoint at a time; taken before the other lock
  private final ReentrantLock checkpoints = new ReentrantLock();
  // guards everything below; held for the length of an update or less
  private final ReentrantLock lock = new ReentrantLock();
  private StoredRows stored;
  private RecentRows recent;
  private long coveredPosition;
  private long storedPosition;
  private long fineFrom;
  private boolean gapsChanged;

  /** What {@link #isCrowded} answers without the lock. */
  private volatile boolean crowded;

  private DurableRollups(
      Disk disk,
      List<RollupTable> definitions,
      List<String> files,
      long coveredPosition,
      InstantSource clock,
      Duration retention) {
    for (RollupTable table : definitions) {
      if (tables.put(table.name(), table) != null) {
        throw new IllegalArgumentException("two tables are named " + table.name());
      }
    }
    this.disk = disk;
    this.clock = clock;
    this.retention = retention;
    this.coveredPosition = coveredPosition;
    this.storedPosition = coveredPosition;
    this.fineFrom = horizon(clock.instant(), Tier.FINE_RETENTION);
    this.stored = new StoredRows(tables, List.of(), openAll(files));
    Map<String, Gaps> gaps = new HashMap<>();
    for (RollupFile file : stored.files()) {
      file.contents().gaps().forEach((table, gap) -> gaps.merge(table, gap, Gaps::and));
    }
    refused = new Refused(gaps);
    recent = newRecent();
  }

  private List<RollupFile> openAll(List<String> files) {
    List<RollupFile> opened = new ArrayList<>();
    for (String file : files) {
      try {
        opened.add(RollupFile.open(disk, file));
      } catch (StoreException unreadable) {
        damaged.add(unreadable);
      }
    }
    return opened;
  }

  private RecentRows newRecent() {
    return new RecentRows(List.copyOf(tables.values()), stored, refused, MAX_RECENT_ROWS);
  }

  /**
   * Opens rollups as a checkpoint left them.
   *
   * @param disk where the files are; their paths are relative to its root
   * @param files every file the manifest lists, in any order; empty for new rollups. One that is
   *     damaged is in {@link #damaged()} and answers are incomplete; the others serve
   * @param coveredPosition the position the manifest lists with them, -1 for new rollups
   * @param retention how long rollups are kept
   * @throws IllegalArgumentException when two tables have one name
   */
  public static DurableRollups open(
      Disk disk,
      List<RollupTable> tables,
      List<String> files,
      long coveredPosition,
      InstantSource clock,
      Duration retention) {
    return new DurableRollups(disk, tables, files, coveredPosition, clock, retention);
  }

  @Override
  public List<RollupTable> rollupTables() {
    return List.copyOf(tables.values());
  }

  /** Files that could not be opened, and why. */
  public List<StoreException> damaged() {
    return List.copyOf(damaged);
  }

  @Override
  public boolean apply(long position, Consumer<RollupSink> update) {
    lock.lock();
    try {
      if (position <= coveredPosition) {
        return false;
      }
      Instant now = clock.instant();
      fineFrom = Math.max(fineFrom, horizon(now, Tier.FINE_RETENTION));
      recent.begin(horizon(now, retention), fineFrom, nanos(now.plus(MAX_AHEAD)));
      boolean done = false;
      try {
        update.accept(recent);
        done = true;
      } finally {
        if (!done) {
          recent.rollback();
        }
      }
      gapsChanged |= recent.commit();
      coveredPosition = position;
      crowded =
          recent.rows() >= (stored.writing().isEmpty() ? CROWDED_ROWS : CROWDED_WHILE_WRITING);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The whole hour that began so long ago, or before. */
  private static long horizon(Instant now, Duration kept) {
    return Tier.HOUR.width().floor(nanos(now.minus(kept)));
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }

  @Override
  public long coveredPosition() {
    lock.lock();
    try {
      return coveredPosition;
    } finally {
      lock.unlock();
    }
  }

  /** Whether so much is in memory that {@link #checkpoint} should be called soon. */
  public boolean checkpointDue() {
    lock.lock();
    try {
      return recent.rows() >= CHECKPOINT_ROWS;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether so much is in memory that nothing should be counted until a checkpoint was begun: soon
   * further keys would be counted as overflow. Waits for nobody.
   */
  public boolean isCrowded() {
    return crowded;
  }

  /** Bytes of what is in memory, roughly. */
  public long memoryBytes() {
    lock.lock();
    try {
      long bytes = recent.memoryBytes();
      for (RecentRows writing : stored.writing()) {
        bytes += writing.memoryBytes();
      }
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public RollupAnswer readRollup(RollupQuery query) {
    RollupTable table = tables.get(query.table());
    if (table == null) {
      throw new IllegalArgumentException(
          "there is no rollup " + query.table() + "; there are " + tables.keySet());
    }
    RollupAnswering answering = new RollupAnswering(table, query);
    RollupReading reading;
    lock.lock();
    try {
      reading =
          RollupReading.begin(
              table, query, recent, stored, refused.of(table.name()), fineFrom, answering);
    } finally {
      lock.unlock();
    }
    for (StoreException unreadable : damaged) {
      answering.incomplete("a file cannot be read: " + unreadable.getMessage());
    }
    return reading.answer();
  }

  /**
   * Writes what was counted since the last checkpoint to a file and returns what the manifest is to
   * list. Nothing is written when nothing was counted. Counting and reading go on meanwhile; one
   * such call runs at a time.
   *
   * @param path gives the path of a file that does not exist, in a folder that does
   * @throws StoreException when the file cannot be written; what it would hold stays in memory and
   *     goes to the next one
   */
  public RollupCheckpoint checkpoint(Supplier<String> path) {
    checkpoints.lock();
    try {
      return writeCheckpoint(path);
    } finally {
      checkpoints.unlock();
    }
  }

  private RollupCheckpoint writeCheckpoint(Supplier<String> path) {
    StoredRows before;
    long position;
    long fine;
    boolean gaps;
    Map<String, Gaps> allGaps;
    lock.lock();
    try {
      if (!recent.isEmpty()) {
        List<RecentRows> writing = new ArrayList<>(stored.writing());
        writing.add(recent);
        stored = stored.withWriting(writing);
        recent = newRecent();
        crowded = false;
      }
      before = stored;
      position = coveredPosition;
      fine = fineFrom;
      gaps = gapsChanged;
      allGaps = refused.all();
    } finally {
      lock.unlock();
    }
    if (before.writing().isEmpty() && !gaps) {
      return listed(before.files(), position, List.of(), List.of());
    }
    RollupFile file = CheckpointFile.write(disk, path.get(), before, position, fine, allGaps);
    List<RollupFile> files;
    lock.lock();
    try {
      files = new ArrayList<>(stored.files()); // a merge may have replaced some meanwhile
      files.add(file);
      stored = stored.withWriting(List.of()).withFiles(files);
      recent.storedAre(stored);
      if (refused.all().equals(allGaps)) {
        gapsChanged = false;
      }
    } finally {
      lock.unlock();
    }
    return listed(files, position, List.of(file.info()), List.of());
  }

  private RollupCheckpoint listed(
      List<RollupFile> files,
      long position,
      List<RollupFileInfo> added,
      List<RollupFileInfo> removed) {
    lock.lock();
    try {
      storedPosition = position;
    } finally {
      lock.unlock();
    }
    return new RollupCheckpoint(
        position, files.stream().map(RollupFile::info).toList(), added, removed);
  }

  /**
   * Forgets files whose rows all lie before the time, and those of 15 s after {@link
   * Tier#FINE_RETENTION}.
   *
   * @return what the manifest is to list; {@code removed} may be deleted afterwards
   */
  public RollupCheckpoint expire(long beforeUnixNano) {
    return expireFiles(Tier.HOUR.width().floor(beforeUnixNano));
  }

  private RollupCheckpoint expireFiles(long before) {
    List<RollupFile> kept = new ArrayList<>();
    List<RollupFile> gone = new ArrayList<>();
    long position;
    lock.lock();
    try {
      fineFrom = Math.max(fineFrom, horizon(clock.instant(), Tier.FINE_RETENTION));
      position = storedPosition;
      for (RollupFile file : stored.files()) {
        (file.isBefore(before, Math.max(before, fineFrom)) ? gone : kept).add(file);
      }
      for (RollupFile file : gone) {
        for (Run run : file.contents().runs()) {
          if (run.tier() != Tier.FIFTEEN_SECONDS) {
            refused.gone(run.table().name(), before);
            gapsChanged = true;
          }
        }
      }
      stored = stored.withFiles(kept);
      recent.storedAre(stored);
    } finally {
      lock.unlock();
    }
    List<RollupFileInfo> removed = infos(gone);
    gone.forEach(RollupFile::close);
    return listed(kept, position, List.of(), removed);
  }

  /** What the manifest is to list just now. */
  public RollupCheckpoint listed() {
    lock.lock();
    try {
      return new RollupCheckpoint(storedPosition, infos(stored.files()), List.of(), List.of());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Merges files when there are many, so that reading opens few and a bucket has one row per key.
   * Counting, reading and checkpoints go on meanwhile; one thread at a time merges.
   *
   * @param path gives paths of files that do not exist, in a folder that does
   * @return what is to be installed, null when there is nothing to merge
   * @throws StoreException when a file cannot be written; everything stays as it was
   */
  public @Nullable Merged merge(Supplier<String> path) {
    return merge(path, Compaction.FILES, Compaction.LARGE_ROWS);
  }

  @Nullable Merged merge(Supplier<String> path, int minFiles, long largeRows) {
    Compaction compaction;
    lock.lock();
    try {
      compaction = new Compaction(disk, stored.files(), path, fineFrom, refused.all(), largeRows);
    } finally {
      lock.unlock();
    }
    return compaction.run(minFiles) ? new Merged(compaction.removed(), compaction.added()) : null;
  }

  /** Files that hold the rows of others and are not read yet. */
  public final class Merged {
    private final List<RollupFile> old;
    private final List<RollupFile> written;

    private Merged(List<RollupFile> old, List<RollupFile> written) {
      this.old = List.copyOf(old);
      this.written = List.copyOf(written);
    }

    /**
     * Has the new files read in the place of the old ones.
     *
     * @return what the manifest is to list; {@code removed} may be deleted afterwards. These are
     *     the new files when an old one has expired since
     */
    public RollupCheckpoint install() {
      List<RollupFile> files;
      long position;
      boolean fits;
      lock.lock();
      try {
        files = new ArrayList<>(stored.files());
        position = storedPosition;
        fits = files.containsAll(old);
        if (fits) {
          files.removeAll(old);
          files.addAll(written);
          stored = stored.withFiles(files);
          recent.storedAre(stored);
        }
      } finally {
        lock.unlock();
      }
      List<RollupFile> gone = fits ? old : written;
      List<RollupFileInfo> removed = infos(gone);
      gone.forEach(RollupFile::close);
      return listed(files, position, fits ? infos(written) : List.of(), removed);
    }
  }

  private static List<RollupFileInfo> infos(List<RollupFile> files) {
    return files.stream().map(RollupFile::info).toList();
  }

  /**
   * Compares every checksum.
   *
   * @throws StoreException for the first that is wrong, naming file and section
   */
  public void verify() {
    List<RollupFile> files;
    lock.lock();
    try {
      files = stored.files();
      files.forEach(RollupFile::retain);
    } finally {
      lock.unlock();
    }
    try {
      files.forEach(RollupFile::verify);
    } finally {
      files.forEach(RollupFile::close);
    }
    if (!damaged.isEmpty()) {
      throw damaged.getFirst();
    }
  }

  /** Lets go of the files; what no checkpoint wrote is lost and comes back from the log. */
  @Override
  public void close() {
    lock.lock();
    try {
      stored.files().forEach(RollupFile::close);
      stored = stored.withFiles(List.of());
    } finally {
      lock.unlock();
    }
  }
}
