package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.rollup.RollupKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recent rows of one bucket: a hash table with open addressing, because a row is looked up for
 * every cell of every item. Not thread-safe.
 */
final class RecentBucket {
  private final RecentTable table;
  private final long start;
  private final BucketRoom room;
  private final List<RecentRow> rows = new ArrayList<>();
  private @Nullable RecentRow[] slots = new @Nullable RecentRow[16];
  private @Nullable RecentRow overflow;

  RecentBucket(RecentTable table, Tier tier, long start) {
    this.table = table;
    this.start = start;
    this.room = new BucketRoom(table.stored(), table.definition(), tier, start);
  }

  long start() {
    return start;
  }

  /** In the order they came. */
  List<RecentRow> rows() {
    return rows;
  }

  /** The row of the key, or that of the overflow when the bucket has no room for another. */
  RecentRow row(RollupKey key) {
    int hash = KeyHash.of(key);
    int mask = slots.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      RecentRow row = slots[slot];
      if (row == null) {
        return add(key, hash);
      }
      if (row.hash() == hash && row.key().equals(key)) {
        return row;
      }
    }
  }

  private RecentRow add(RollupKey key, int hash) {
    if (key.overflow() || table.isFull() || !room.admit(key, namedKeys())) {
      if (overflow == null) {
        overflow = table.newRow(table.overflowKey());
        rows.add(overflow);
      }
      return overflow;
    }
    RecentRow row = table.newRow(key);
    rows.add(row);
    insert(row, hash);
    return row;
  }

  private Iterable<RollupKey> namedKeys() {
    return () -> rows.stream().filter(row -> row != overflow).map(RecentRow::key).iterator();
  }

  private void insert(RecentRow row, int hash) {
    if (rows.size() * 2 > slots.length) {
      rehash(slots.length * 2);
      return;
    }
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != null) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = row;
  }

  private void rehash(int length) {
    slots = new @Nullable RecentRow[length];
    int mask = length - 1;
    for (RecentRow row : rows) {
      if (row != overflow) {
        int slot = row.hash() & mask;
        while (slots[slot] != null) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = row;
      }
    }
  }

  /** Takes back the rows that came after so many. */
  void truncate(int size) {
    for (RecentRow row : rows.subList(size, rows.size())) {
      if (row == overflow) {
        overflow = null;
      } else {
        room.takeBack(row.key());
      }
    }
    rows.subList(size, rows.size()).clear();
    rehash(slots.length);
  }
}
