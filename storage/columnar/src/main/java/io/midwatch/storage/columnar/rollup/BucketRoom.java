package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which new keys a bucket still takes. Rows stored earlier count too; their keys are only read when
 * an upper bound does not settle it, that is in buckets near their limit. Not thread-safe.
 */
final class BucketRoom {
  private final StoredKeys stored;
  private final String table;
  private final Tier tier;
  private final long start;
  private final int maxNamed;
  private final int storedAtMost;
  private @Nullable Set<RollupKey> storedKeys;
  // keys that are not stored, or all present ones as long as the stored keys were not read
  private int added;

  BucketRoom(StoredKeys stored, RollupTable table, Tier tier, long start) {
    this.stored = stored;
    this.table = table.name();
    this.tier = tier;
    this.start = start;
    this.maxNamed = tier.maxRows(table.maxRowsPerBucket());
    this.storedAtMost = stored.atMost(table.name(), tier, start);
  }

  long start() {
    return start;
  }

  /**
   * Whether a key the bucket does not have yet gets a row of its own; counts it when it does.
   *
   * @param present keys of the bucket's rows but the overflow's, without those stored earlier
   */
  boolean admit(RollupKey key, Iterable<RollupKey> present) {
    if (added + storedAtMost >= maxNamed) {
      if (storedAtMost == 0) {
        return false;
      }
      Set<RollupKey> known = storedKeys == null ? readStored(present) : storedKeys;
      if (!known.contains(key) && added + known.size() >= maxNamed) {
        return false;
      }
    }
    if (!isStored(key)) {
      added++;
    }
    return true;
  }

  private Set<RollupKey> readStored(Iterable<RollupKey> present) {
    Set<RollupKey> known = stored.named(table, tier, start);
    storedKeys = known;
    added = 0;
    for (RollupKey key : present) {
      if (!known.contains(key)) {
        added++;
      }
    }
    return known;
  }

  private boolean isStored(RollupKey key) {
    return storedKeys != null && storedKeys.contains(key);
  }

  /** The row of an admitted key is taken back. */
  void takeBack(RollupKey key) {
    if (!isStored(key)) {
      added--;
    }
  }
}
