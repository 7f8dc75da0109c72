package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table on their way to a file, by bucket and in a bucket as they came. In arrays and
 * by numbers of keys, for there may be a row for every second span and each is looked at in every
 * tier. Not thread-safe.
 *
 * <pre>
 * 03:00:15 [shop] → 2, 03:00:45 [shop] → 3    becomes    03:00 [shop] → 5
 * </pre>
 */
final class TierRows {
  private final RollupTable table;

  /** Every key of some row by {@link KeyCodec#ORDER}, so that the overflow's is the last. */
  private final List<RollupKey> keys;

  // By row. Figures are shared with whoever had them first until something is added to them.
  private final long[] starts;
  private final int[] codes;
  private final RollupCounts[] counts;
  private final boolean[] own;
  private int size;

  private TierRows(RollupTable table, List<RollupKey> keys, int most) {
    this.table = table;
    this.keys = keys;
    starts = new long[most];
    codes = new int[most];
    counts = new RollupCounts[most];
    own = new boolean[most];
  }

  /** These rows, which stay as they are. */
  static TierRows of(RollupTable table, List<BucketRow> rows) {
    List<BucketRow> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingLong(BucketRow::startUnixNano));
    // Buckets share their keys, so that there are few objects to be looked at for equal ones.
    Map<RollupKey, Integer> places = new IdentityHashMap<>();
    int[] placeOf = new int[sorted.size()];
    for (int row = 0; row < placeOf.length; row++) {
      placeOf[row] = places.computeIfAbsent(sorted.get(row).key(), _ -> places.size());
    }
    Set<RollupKey> distinct = HashSet.newHashSet(places.size() + 1);
    distinct.add(RollupKey.overflowOf(table));
    distinct.addAll(places.keySet());
    List<RollupKey> keys = distinct.stream().sorted(KeyCodec.ORDER).toList();
    Map<RollupKey, Integer> codes = HashMap.newHashMap(keys.size());
    for (int code = 0; code < keys.size(); code++) {
      codes.put(keys.get(code), code);
    }
    int[] codeOf = new int[places.size()];
    places.forEach((key, place) -> codeOf[place] = codes.getOrDefault(key, 0));
    TierRows all = new TierRows(table, keys, sorted.size());
    for (int row = 0; row < placeOf.length; row++) {
      BucketRow each = sorted.get(row);
      all.add(each.startUnixNano(), codeOf[placeOf[row]], each.counts());
    }
    return all;
  }

  private void add(long start, int code, RollupCounts figures) {
    starts[size] = start;
    codes[size] = code;
    counts[size++] = figures;
  }

  private void merge(int row, RollupCounts figures) {
    if (!own[row]) {
      counts[row] = counts[row].copy();
      own[row] = true;
    }
    counts[row].merge(figures);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * The rows in wider buckets, or those of one key and bucket as one.
   *
   * @param stored rows of the buckets that are in files already; their keys need no room
   * @param from rows that start before it are left out
   */
  TierRows merged(Tier tier, StoredKeys stored, long from) {
    TierRows merged = new TierRows(table, keys, size);
    int overflow = keys.size() - 1;
    int[] rowOf = new int[keys.size()];
    Arrays.fill(rowOf, -1);
    int first = 0; // of the bucket: a smaller row number is that of another bucket
    @Nullable BucketRoom room = null;
    for (int i = 0; i < size; i++) {
      if (starts[i] < from) {
        continue;
      }
      long start = tier.width().floor(starts[i]);
      if (room == null || start != room.start()) {
        room = new BucketRoom(stored, table, tier, start);
        first = merged.size;
      }
      int code = codes[i];
      if (rowOf[code] < first
          && code != overflow
          && !room.admit(keys.get(code), merged.namedFrom(first))) {
        code = overflow;
      }
      if (rowOf[code] < first) {
        rowOf[code] = merged.size;
        merged.add(start, code, counts[i]);
      } else {
        merged.merge(rowOf[code], counts[i]);
      }
    }
    return merged;
  }

  private Iterable<RollupKey> namedFrom(int first) {
    return () ->
        Arrays.stream(codes, first, size)
            .mapToObj(keys::get)
            .filter(key -> !key.overflow())
            .iterator();
  }

  /** Writes the rows as a run. */
  void writeTo(RollupFileWriter file, Tier tier) {
    int[] inRun = new int[keys.size()];
    for (int i = 0; i < size; i++) {
      inRun[codes[i]] = 1;
    }
    List<RollupKey> used = new ArrayList<>();
    for (int code = 0; code < inRun.length; code++) {
      if (inRun[code] != 0) {
        inRun[code] = used.size();
        used.add(keys.get(code));
      }
    }
    RollupFileWriter.RunWriter run = file.run(table, tier, used);
    for (int from = 0, to; from < size; from = to) {
      to = endOfSlice(from, tier);
      long[] order = new long[to - from]; // by key, and as rows are by time, by time
      for (int i = from; i < to; i++) {
        order[i - from] = (long) codes[i] << Integer.SIZE | i;
      }
      Arrays.sort(order);
      for (long place : order) {
        int row = (int) place;
        run.row(inRun[codes[row]], starts[row], counts[row]);
      }
      run.endSlice();
    }
    run.end();
  }

  private int endOfSlice(int from, Tier tier) {
    long slice = tier.slice().floor(starts[from]);
    int to = from + 1;
    while (to < size && tier.slice().floor(starts[to]) == slice) {
      to++;
    }
    return to;
  }
}
