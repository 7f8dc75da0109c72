package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Merges runs of one table and tier into one, so that a bucket has one row per key again. Reads a
 * slice and some keys at a time: memory does not grow with the runs. Not thread-safe.
 */
final class RunMerge {
  private static final int KEYS_AT_ONCE = 512;

  private final RollupTable table;
  private final Tier tier;
  private final List<Source> sources = new ArrayList<>();
  private final NavigableMap<RollupKey, Integer> codes = new TreeMap<>(KeyCodec.ORDER);

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
    List<RollupKey> keys = file.keys(run);
    keys.forEach(key -> codes.put(key, 0));
    sources.add(new Source(file, run, keys));
  }

  /** Writes the rows of the buckets that start in {@code [from, to)} as a run. */
  void writeTo(RollupFileWriter file, long from, long to) {
    int next = 0;
    for (Map.Entry<RollupKey, Integer> code : codes.entrySet()) {
      code.setValue(next++);
    }
    List<RollupKey> keys = List.copyOf(codes.keySet());
    sources.forEach(source -> source.translate(codes));
    RollupFileWriter.RunWriter run = file.run(table, tier, keys);
    for (long slice : slices(from, to)) {
      long sliceFrom = Math.max(from, slice);
      long sliceTo = Math.min(to, slice + tier.slice().nanos());
      for (int first = 0; first < keys.size(); first += KEYS_AT_ONCE) {
        write(first, Math.min(first + KEYS_AT_ONCE, keys.size()), sliceFrom, sliceTo, run);
      }
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

  private void write(int first, int end, long from, long to, RollupFileWriter.RunWriter into) {
    Map<Integer, NavigableMap<Long, RollupCounts>> merged = new HashMap<>();
    for (Source source : sources) {
      source.file.read(source.run, from, to, new Some(source, first, merged));
    }
    for (int key = first; key < end; key++) {
      int code = key;
      merged
          .getOrDefault(key, new TreeMap<>())
          .forEach((start, counts) -> into.row(code, start, counts));
    }
    into.endSlice();
  }

  /** A run to be merged and what its keys are called in the new one. */
  private static final class Source {
    private final RollupFile file;
    private final Run run;
    private final List<RollupKey> keys;
    private int[] codeOf = new int[0];

    Source(RollupFile file, Run run, List<RollupKey> keys) {
      this.file = file;
      this.run = run;
      this.keys = keys;
    }

    void translate(Map<RollupKey, Integer> codes) {
      codeOf = keys.stream().mapToInt(codes::get).toArray();
    }
  }

  /** Takes the rows of the keys from {@code first} on. */
  private final class Some implements RollupFile.Target {
    private final Source source;
    private final int first;
    private final Map<Integer, NavigableMap<Long, RollupCounts>> merged;

    Some(Source source, int first, Map<Integer, NavigableMap<Long, RollupCounts>> merged) {
      this.source = source;
      this.first = first;
      this.merged = merged;
    }

    @Override
    public boolean wants(int key) {
      int code = source.codeOf[key];
      return code >= first && code < first + KEYS_AT_ONCE;
    }

    @Override
    public @Nullable RollupCounts at(int key, long startUnixNano) {
      return merged
          .computeIfAbsent(source.codeOf[key], _ -> new TreeMap<>())
          .computeIfAbsent(startUnixNano, _ -> new RollupCounts(table));
    }
  }
}
