package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.answer.rollup.TableKeys;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was counted since the last checkpoint, of every table. An update is seen as a whole: it is
 * kept in a journal, and its rows are taken back when it fails. Readers take rows as they are and
 * read them without a lock; what changes afterwards is copied first. Not thread-safe.
 */
final class RecentRows implements RollupSink {
  private static final int MAX_DEFINITIONS = 256;

  private final Map<String, RecentTable> tables = new LinkedHashMap<>();
  private final Map<RollupTable, RecentTable> byDefinition = new IdentityHashMap<>();
  private final UpdateJournal journal = new UpdateJournal();
  private final Refused refused;
  private final StoredKeys currentlyStored = new CurrentlyStored();
  private StoredKeys stored;
  private final int maxRows;
  // rows of the update that runs, to be taken back when it fails: each bucket's size before
  private final Map<RecentBucket, Integer> grown = new IdentityHashMap<>();
  private int rows;
  private int rowsBefore;
  private long epoch;
  private long horizon;
  private long fineFrom;
  private long latest;

  /**
   * @param maxRows when there are so many, further keys are counted as overflow
   */
  RecentRows(List<RollupTable> definitions, StoredKeys stored, Refused refused, int maxRows) {
    this.stored = stored;
    this.refused = refused;
    this.maxRows = maxRows;
    for (RollupTable definition : definitions) {
      tables.put(definition.name(), new RecentTable(this, definition));
    }
  }

  /** What is stored at the time it is asked, also after files were replaced. */
  StoredKeys stored() {
    return currentlyStored;
  }

  /** The same rows are stored otherwise from now on. */
  void storedAre(StoredKeys other) {
    stored = other;
  }

  boolean isFull() {
    return rows >= maxRows;
  }

  int rows() {
    return rows;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  RecentTable table(String name) {
    RecentTable table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException(
          "there is no rollup " + name + "; there are " + tables.keySet());
    }
    return table;
  }

  /**
   * Begins an update; all times are epoch nanoseconds.
   *
   * @param horizon buckets that start before it are too old to be counted
   * @param fineFrom buckets that start before it are a minute wide
   * @param latest buckets that start after it are too far in the future
   */
  void begin(long horizon, long fineFrom, long latest) {
    this.horizon = horizon;
    this.fineFrom = fineFrom;
    this.latest = latest;
    rowsBefore = rows;
  }

  @Override
  public RollupCell cell(RollupTable table, long timeUnixNano, RollupKey key) {
    RecentTable known = byDefinition.get(table);
    if (known == null) {
      known = table(table.name());
      if (byDefinition.size() < MAX_DEFINITIONS) {
        byDefinition.put(table, known);
      }
    }
    long start = Tier.FIFTEEN_SECONDS.width().floor(timeUnixNano);
    if (start < horizon || start > latest) {
      TableKeys.require(known.definition(), key);
      refused.refuse(known.definition(), start, horizon);
      return NowhereCell.NOWHERE;
    }
    RecentBucket bucket = known.bucket(timeUnixNano, start, fineFrom);
    int size = bucket.rows().size();
    RecentRow row = bucket.row(key);
    if (bucket.rows().size() > size) {
      grown.putIfAbsent(bucket, size);
      TableKeys.require(known.definition(), key);
    } else if (row.key().overflow()) {
      TableKeys.require(known.definition(), key);
    }
    return row;
  }

  RecentRow newRow(RollupTable definition, RollupKey key, int hash) {
    rows++;
    return new RecentRow(definition, key, hash, journal, epoch);
  }

  /** Ends an update that worked; whether something was refused. */
  boolean commit() {
    journal.commit(epoch);
    grown.clear();
    return refused.commit();
  }

  void rollback() {
    journal.clear();
    grown.forEach(RecentBucket::truncate);
    grown.clear();
    refused.rollback();
    rows = rowsBefore;
  }

  /** Rows of the buckets of a table that start in {@code [from, to)}, as they are now. */
  List<BucketRow> take(String table, long from, long to) {
    epoch++;
    List<BucketRow> taken = new ArrayList<>();
    table(table).collect(from, to, taken);
    return taken;
  }

  /** Bytes in memory, roughly. */
  long memoryBytes() {
    long bytes = 0;
    for (RecentTable table : tables.values()) {
      for (RecentBucket bucket : table.buckets()) {
        for (RecentRow row : bucket.rows()) {
          bytes += 120 + row.counts().memoryBytes();
        }
      }
    }
    return bytes;
  }

  private final class CurrentlyStored implements StoredKeys {
    @Override
    public int atMost(String table, Tier tier, long startUnixNano) {
      return stored.atMost(table, tier, startUnixNano);
    }

    @Override
    public Set<RollupKey> named(String table, Tier tier, long startUnixNano) {
      return stored.named(table, tier, startUnixNano);
    }
  }
}
