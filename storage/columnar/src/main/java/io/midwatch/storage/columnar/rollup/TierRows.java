package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rows of one table and tier that are merged from finer ones, on their way to a file. Not
 * thread-safe.
 *
 * <pre>
 * 03:00:15 [shop] → 2, 03:00:45 [shop] → 3    becomes    03:00 [shop] → 5
 * </pre>
 */
final class TierRows {
  private final RollupTable table;
  private final Tier tier;
  private final StoredKeys stored;
  private final Map<Long, Bucket> buckets = new TreeMap<>();

  /** One bucket's rows. */
  private final class Bucket {
    private final long start;
    private final BucketRoom room;
    private final Map<RollupKey, RollupCounts> rows = new LinkedHashMap<>();

    Bucket(long start) {
      this.start = start;
      this.room = new BucketRoom(stored, table, tier, start);
    }

    void add(RollupKey key, RollupCounts counts) {
      RollupCounts known = rows.get(key);
      if (known == null) {
        boolean named = !key.overflow() && room.admit(key, this::namedKeys);
        known =
            rows.computeIfAbsent(
                named ? key : RollupKey.overflowOf(table), _ -> new RollupCounts(table));
      }
      known.merge(counts);
    }

    private java.util.Iterator<RollupKey> namedKeys() {
      return rows.keySet().stream().filter(key -> !key.overflow()).iterator();
    }
  }

  /**
   * @param stored rows of the buckets that are in files already; their keys need no room
   */
  TierRows(RollupTable table, Tier tier, StoredKeys stored) {
    this.table = table;
    this.tier = tier;
    this.stored = stored;
  }

  Tier tier() {
    return tier;
  }

  /** Adds a row's figures to the bucket that holds its start; the row stays as it is. */
  void add(BucketRow row) {
    buckets
        .computeIfAbsent(tier.width().floor(row.startUnixNano()), Bucket::new)
        .add(row.key(), row.counts());
  }

  boolean isEmpty() {
    return buckets.isEmpty();
  }

  /** All rows, by bucket. */
  List<BucketRow> rows() {
    List<BucketRow> all = new ArrayList<>();
    for (Bucket bucket : buckets.values()) {
      bucket.rows.forEach((key, counts) -> all.add(new BucketRow(bucket.start, key, counts)));
    }
    return all;
  }

  /** Writes the rows as a run. */
  void writeTo(RollupFileWriter file) {
    Map<Long, Map<RollupKey, List<BucketRow>>> slices = new TreeMap<>();
    Set<RollupKey> distinct = new HashSet<>();
    for (BucketRow row : rows()) {
      distinct.add(row.key());
      slices
          .computeIfAbsent(tier.slice().floor(row.startUnixNano()), _ -> new HashMap<>())
          .computeIfAbsent(row.key(), _ -> new ArrayList<>())
          .add(row);
    }
    List<RollupKey> keys = distinct.stream().sorted(KeyCodec.ORDER).toList();
    RollupFileWriter.RunWriter run = file.run(table, tier, keys);
    for (Map<RollupKey, List<BucketRow>> slice : slices.values()) {
      List<BucketRow> sorted = new ArrayList<>();
      for (RollupKey key : keys) {
        sorted.addAll(slice.getOrDefault(key, List.of())); // by time, as buckets are
      }
      run.slice(sorted);
    }
    run.end();
  }
}
