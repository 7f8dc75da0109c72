package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges runs of one table and tier into one, so that a bucket has one row per key again. Holds all
 * keys and a page of each run: memory does not grow with the rows. A key that only one run has in a
 * slice is handed over as it is. Not thread-safe.
 */
final class RunMerge {
  private final RollupTable table;
  private final Tier tier;
  private final List<Source> sources = new ArrayList<>();

  /** A run to be merged. */
  private record Source(RollupFile file, Run run) {}

  RunMerge(RollupTable table, Tier tier) {
    this.table = table;
    this.tier = tier;
  }

  RollupTable table() {
    return table;
  }

  Tier tier() {
    return tier;
  }

  void add(RollupFile file, Run run) {
    sources.add(new Source(file, run));
  }

  /** Writes the rows of the buckets that start in {@code [from, to)} as a run. */
  void writeTo(RollupFileWriter file, long from, long to) {
    List<List<RollupKey>> lists = new ArrayList<>();
    sources.forEach(source -> lists.add(source.file.keys(source.run)));
    KeyMerge keys = new KeyMerge(lists);
    RollupFileWriter.RunWriter run = file.run(table, tier, keys.keys());
    for (long slice : slices(from, to)) {
      long sliceFrom = Math.max(from, slice);
      long sliceTo = Math.min(to, slice + tier.slice().nanos());
      List<KeyRows> rows = new ArrayList<>();
      for (int i = 0; i < sources.size(); i++) {
        Source source = sources.get(i);
        rows.addAll(KeyRows.of(source.file, source.run, keys.places(i), slice, sliceFrom, sliceTo));
      }
      write(rows, sliceFrom, sliceTo, run);
    }
    run.end();
  }

  private SortedSet<Long> slices(long from, long to) {
    SortedSet<Long> slices = new TreeSet<>();
    for (Source source : sources) {
      for (PageEntry page : source.run.pages()) {
        if (page.overlaps(from, to)) {
          slices.add(tier.slice().floor(page.minStart()));
        }
      }
    }
    return slices;
  }

  private void write(List<KeyRows> rows, long from, long to, RollupFileWriter.RunWriter into) {
    PriorityQueue<KeyRows> next =
        new PriorityQueue<>(Math.max(1, rows.size()), Comparator.comparingInt(KeyRows::key));
    rows.stream().filter(KeyRows::next).forEach(next::add);
    List<KeyRows> same = new ArrayList<>();
    for (KeyRows least = next.poll(); least != null; least = next.poll()) {
      same.add(least);
      for (KeyRows other = next.peek();
          other != null && other.key() == least.key();
          other = next.peek()) {
        same.add(next.remove());
      }
      if (same.size() == 1 && least.areWithin(from, to)) {
        least.copyTo(into);
      } else {
        merge(same, from, to, into);
      }
      same.stream().filter(KeyRows::next).forEach(next::add);
      same.clear();
    }
    into.endSlice();
  }

  private void merge(List<KeyRows> same, long from, long to, RollupFileWriter.RunWriter into) {
    NavigableMap<Long, RollupCounts> merged = new TreeMap<>();
    for (KeyRows rows : same) {
      rows.mergeInto(
          start -> merged.computeIfAbsent(start, _ -> new RollupCounts(table)), from, to);
    }
    int key = same.getFirst().key();
    merged.forEach((start, counts) -> into.row(key, start, counts));
  }
}
