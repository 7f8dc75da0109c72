package io.midwatch.storage.elasticsearch.rollup;

import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** This writer's rows of one bucket of one table, all of them. Not thread-safe. */
final class BucketRows {
  private final RollupTable table;
  private final RollupKey overflowKey;
  private final Map<RollupKey, BucketRow> rows = new LinkedHashMap<>();

  BucketRows(RollupTable table) {
    this.table = table;
    this.overflowKey = RollupKey.overflowOf(table);
  }

  /** A running total and the last log position that is in it. */
  static final class BucketRow {
    private final RollupKey key;
    private final RollupCounts counts;
    private long through;
    private boolean changed;

    BucketRow(RollupKey key, RollupCounts counts, long through) {
      this.key = key;
      this.counts = counts;
      this.through = through;
    }

    RollupKey key() {
      return key;
    }

    RollupCounts counts() {
      return counts;
    }

    long through() {
      return through;
    }

    boolean isChanged() {
      return changed;
    }

    /** Marks it as one to be written, which changes nothing in Elasticsearch. */
    void writeAgain() {
      changed = true;
    }

    void written() {
      changed = false;
    }
  }

  /** Puts a row in place that was read back. */
  void put(BucketRow row) {
    rows.put(row.key(), row);
  }

  /**
   * The row that counts of a key go to, or the overflow row when the bucket is full; it is made
   * when it is missing.
   */
  BucketRow row(RollupKey wanted) {
    BucketRow known = rows.get(wanted);
    if (known != null) {
      return known;
    }
    int named = rows.size() - (rows.containsKey(overflowKey) ? 1 : 0);
    boolean full = wanted.overflow() || named >= table.maxRowsPerBucket();
    return rows.computeIfAbsent(
        full ? overflowKey : wanted, key -> new BucketRow(key, new RollupCounts(table), -1));
  }

  /** Adds counts of a position to a row that does not hold them yet. */
  static void add(BucketRow row, RollupCounts counts, long position) {
    row.counts.merge(counts);
    row.through = position;
    row.changed = true;
  }

  Collection<BucketRow> rows() {
    return rows.values();
  }

  RollupTable table() {
    return table;
  }
}
