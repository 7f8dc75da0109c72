package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was never counted or is gone, per table; see {@link Gaps}. Not thread-safe. */
final class Refused {
  private Map<String, Gaps> tables;
  private @Nullable Map<String, Gaps> before;

  Refused(Map<String, Gaps> tables) {
    this.tables = new HashMap<>(tables);
  }

  Gaps of(String table) {
    return tables.getOrDefault(table, Gaps.NONE);
  }

  /** A copy of all, by table. */
  Map<String, Gaps> all() {
    return Map.copyOf(tables);
  }

  /** A row for a bucket that is too old, or else too far in the future. */
  void refuse(RollupTable table, long start, long horizon) {
    if (before == null) {
      before = new HashMap<>(tables);
    }
    Gaps gaps = of(table.name());
    tables.put(table.name(), start < horizon ? gaps.goneBefore(horizon) : gaps.refused(start));
  }

  /** Buckets of the table that start before this are gone. */
  void gone(String table, long beforeUnixNano) {
    tables.put(table, of(table).goneBefore(beforeUnixNano));
  }

  /** Keeps what was refused since the last call; whether that changed anything. */
  boolean commit() {
    boolean changed = before != null && !before.equals(tables);
    before = null;
    return changed;
  }

  void rollback() {
    if (before != null) {
      tables = before;
      before = null;
    }
  }
}
