package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.rollup.BucketWidth;
import io.midwatch.storage.wal.disk.Disk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Merges files of checkpoints: small ones into one that still has every tier, and what has become
 * large into a file per tier and window of time, which can expire as a whole; a window has a few of
 * them, each larger than the next. Used once; not thread-safe.
 *
 * <pre>
 * 16 checkpoints of few rows         → 1 file 15s 1m 5m 1h
 * checkpoints of {@value #LARGE_ROWS} rows or more → 15s 00:00–06:00 | 1m 22 Nov | 5m 8 days | 1h 32 days
 * a checkpoint whose rows of 15 s are over  → 1 file 1m 5m 1h
 * </pre>
 */
final class Compaction {
  /** So many files of checkpoints are worth merging. */
  static final int FILES = 16;

  /** Rows from which on checkpoints are split by tier and window. */
  static final long LARGE_ROWS = 400_000;

  /** A file so many times as large as what it would be merged with stays as it is. */
  private static final int MOST_TIMES_LARGER = 2;

  private final List<RollupFile> files;
  private final Disk disk;
  private final Supplier<String> paths;
  private final long fineFrom;
  private final Map<String, Gaps> gaps;
  private final long largeRows;
  private final List<RollupFile> added = new ArrayList<>();
  private final List<RollupFile> removed = new ArrayList<>();

  /**
   * @param files all there are
   * @param fineFrom buckets of 15 s that start before it are dropped
   * @param largeRows {@link #LARGE_ROWS}, smaller in tests
   */
  Compaction(
      Disk disk,
      List<RollupFile> files,
      Supplier<String> paths,
      long fineFrom,
      Map<String, Gaps> gaps,
      long largeRows) {
    this.disk = disk;
    this.files = files;
    this.paths = paths;
    this.fineFrom = fineFrom;
    this.gaps = gaps;
    this.largeRows = largeRows;
  }

  /** Files that were written. */
  List<RollupFile> added() {
    return added;
  }

  /** Files whose rows are in the added ones now. */
  List<RollupFile> removed() {
    return removed;
  }

  /** Whether anything was merged. */
  boolean run(int minFiles) {
    List<RollupFile> checkpoints = files.stream().filter(file -> !isWindow(file)).toList();
    if (isWorthMerging(checkpoints, minFiles)) {
      // this reads every byte of them
      checkpoints = checkpoints.stream().filter(Compaction::isWhole).toList();
    }
    if (!isWorthMerging(checkpoints, minFiles)) {
      return false;
    }
    removed.addAll(checkpoints);
    long rows =
        checkpoints.stream()
            .flatMap(file -> file.contents().runs().stream())
            .mapToLong(Run::rows)
            .sum();
    boolean done = false;
    try {
      if (rows < largeRows) {
        write(checkpoints, List.of(Tier.values()), Long.MIN_VALUE, Long.MAX_VALUE);
      } else {
        writeWindows(checkpoints);
      }
      done = true;
    } finally {
      if (!done) {
        added.forEach(RollupFile::close);
        added.forEach(file -> disk.delete(file.info().path()));
      }
    }
    return true;
  }

  /** When they are many, and when rows of 15 s that are no longer kept take room in one of them. */
  private boolean isWorthMerging(List<RollupFile> checkpoints, int minFiles) {
    return checkpoints.size() >= Math.max(1, minFiles)
        || checkpoints.stream().anyMatch(this::hasFineRowsToDrop);
  }

  private boolean hasFineRowsToDrop(RollupFile file) {
    List<Run> fine =
        file.contents().runs().stream().filter(run -> run.tier() == Tier.FIFTEEN_SECONDS).toList();
    return !fine.isEmpty() && fine.stream().allMatch(run -> run.maxStart() < fineFrom);
  }

  private static boolean isWindow(RollupFile file) {
    return file.info().tiers().size() == 1;
  }

  /** A damaged file stays as it is: what can be read of it must not be lost. */
  private static boolean isWhole(RollupFile file) {
    try {
      file.verify();
      return true;
    } catch (StoreException damaged) {
      return false;
    }
  }

  private void writeWindows(List<RollupFile> checkpoints) {
    for (Tier tier : Tier.values()) {
      BucketWidth window = window(tier);
      SortedSet<Long> starts = new TreeSet<>();
      for (RollupFile file : checkpoints) {
        for (Run run : file.contents().runs()) {
          if (run.tier() == tier) {
            run.pages().forEach(page -> addWindows(page, window, starts));
          }
        }
      }
      for (long start : starts) {
        writeWindow(checkpoints, tier, start, start + window.nanos());
      }
    }
  }

  private static void addWindows(PageEntry page, BucketWidth window, SortedSet<Long> starts) {
    for (long start = window.floor(page.minStart());
        start <= page.maxStart();
        start += window.nanos()) {
      starts.add(start);
    }
  }

  /**
   * Files of the window that are not much larger than what came are merged too. A larger one stays
   * until enough has come: else a day's file would be written anew with every few checkpoints.
   */
  private void writeWindow(List<RollupFile> checkpoints, Tier tier, long from, long to) {
    List<RollupFile> sources = new ArrayList<>(checkpoints);
    long rows = checkpoints.stream().mapToLong(file -> rows(file, tier, from, to)).sum();
    for (RollupFile file : windows(tier, from, to)) {
      long more = rows(file, tier, from, to);
      if (more > rows * MOST_TIMES_LARGER) {
        break;
      }
      if (isWhole(file)) {
        sources.add(file);
        removed.add(file);
        rows += more;
      }
    }
    write(sources, List.of(tier), from, to);
  }

  /** The files that hold nothing but the window, the smallest first. */
  private List<RollupFile> windows(Tier tier, long from, long to) {
    return files.stream()
        .filter(file -> {
          RollupFileInfo info = file.info();
          return info.tiers().equals(List.of(tier))
              && info.fromUnixNano() >= from
              && info.toUnixNano() <= to;
        })
        .sorted(Comparator.comparingLong(file -> rows(file, tier, from, to)))
        .toList();
  }

  private static long rows(RollupFile file, Tier tier, long from, long to) {
    return file.contents().runs().stream()
        .filter(run -> run.tier() == tier)
        .mapToLong(run -> run.rows(from, to))
        .sum();
  }

  private void write(List<RollupFile> sources, List<Tier> tiers, long from, long to) {
    List<RunMerge> merges = new ArrayList<>();
    long position = -1;
    for (RollupFile file : sources) {
      position = Math.max(position, file.contents().coveredPosition());
      for (Run run : file.contents().runs()) {
        if (tiers.contains(run.tier()) && run.overlaps(oldest(run.tier(), from), to)) {
          merge(merges, run).add(file, run);
        }
      }
    }
    if (merges.isEmpty() && tiers.size() == 1) {
      return;
    }
    String path = paths.get();
    try (RollupFileWriter writer =
        new RollupFileWriter(disk, path, RollupFileWriter.MERGED_LEVEL)) {
      merges.forEach(merge -> merge.writeTo(writer, oldest(merge.tier(), from), to));
      writer.finish(position, gaps);
    }
    added.add(RollupFile.open(disk, path));
  }

  private long oldest(Tier tier, long from) {
    return tier == Tier.FIFTEEN_SECONDS ? Math.max(from, fineFrom) : from;
  }

  private static RunMerge merge(List<RunMerge> merges, Run run) {
    for (RunMerge merge : merges) {
      if (merge.tier() == run.tier() && RollupFile.sameFigures(merge.table(), run.table())) {
        return merge;
      }
    }
    RunMerge merge = new RunMerge(run.table(), run.tier());
    merges.add(merge);
    return merge;
  }

  private static BucketWidth window(Tier tier) {
    Duration length =
        switch (tier) {
          case FIFTEEN_SECONDS -> Duration.ofHours(6);
          case MINUTE -> Duration.ofDays(1);
          case FIVE_MINUTES -> Duration.ofDays(8);
          case HOUR -> Duration.ofDays(32);
        };
    return new BucketWidth(length.toNanos());
  }
}
