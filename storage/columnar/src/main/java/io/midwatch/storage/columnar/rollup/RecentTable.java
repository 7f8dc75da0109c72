package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The recent rows of one table, in buckets of 15 s, and of a minute where those are no longer kept.
 * Not thread-safe.
 */
final class RecentTable {
  private static final int CACHED_BITS = 9;
  private static final int PLACE_SHIFT = Long.SIZE - CACHED_BITS;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final RecentRows owner;
  private final RollupTable definition;
  private final RollupKey overflowKey;
  private final NavigableMap<Long, RecentBucket> fine = new TreeMap<>();
  private final NavigableMap<Long, RecentBucket> coarse = new TreeMap<>();
  private final @Nullable RecentBucket[] cache = new @Nullable RecentBucket[1 << CACHED_BITS];
  private final Map<RollupKey, RollupKey> keys = new HashMap<>();

  RecentTable(RecentRows owner, RollupTable definition) {
    this.owner = owner;
    this.definition = definition;
    this.overflowKey = RollupKey.overflowOf(definition);
  }

  RollupTable definition() {
    return definition;
  }

  RollupKey overflowKey() {
    return overflowKey;
  }

  StoredKeys stored() {
    return owner.stored();
  }

  boolean isFull() {
    return owner.isFull();
  }

  /**
   * The bucket that holds the time; made when there is none. When there are too many rows and none
   * for the time, it is the one the hour begins with: each bucket is a row at least.
   *
   * @param start of the 15 s that hold the time
   */
  RecentBucket bucket(long unixNano, long start, long fineFrom) {
    if (unixNano < fineFrom) {
      return bucket(coarse, Tier.MINUTE, Tier.MINUTE.width().floor(unixNano));
    }
    int place = (int) (start * SPREAD >>> PLACE_SHIFT);
    RecentBucket cached = cache[place];
    if (cached != null && cached.start() == start) {
      return cached;
    }
    RecentBucket bucket = bucket(fine, Tier.FIFTEEN_SECONDS, start);
    cache[place] = bucket;
    return bucket;
  }

  private RecentBucket bucket(NavigableMap<Long, RecentBucket> buckets, Tier tier, long start) {
    boolean moved = isFull() && !buckets.containsKey(start);
    return buckets.computeIfAbsent(
        moved ? Tier.HOUR.width().floor(start) : start, at -> new RecentBucket(this, tier, at));
  }

  /** A row whose key shares its memory with that of other buckets. */
  RecentRow newRow(RollupKey key) {
    RollupKey known = keys.computeIfAbsent(key, same -> same);
    return owner.newRow(definition, known, KeyHash.of(known));
  }

  /** All buckets, in no particular order. */
  Collection<RecentBucket> buckets() {
    List<RecentBucket> all = new ArrayList<>(coarse.values());
    all.addAll(fine.values());
    return all;
  }

  /** Whether a bucket starts in {@code [from, to)}. */
  boolean hasBucketIn(long from, long to) {
    return !fine.subMap(from, to).isEmpty() || !coarse.subMap(from, to).isEmpty();
  }

  /** Adds the rows of the buckets that start in {@code [from, to)}. */
  void collect(long from, long to, List<BucketRow> into) {
    for (NavigableMap<Long, RecentBucket> buckets : List.of(coarse, fine)) {
      for (RecentBucket bucket : buckets.subMap(from, true, to, false).values()) {
        for (RecentRow row : bucket.rows()) {
          into.add(new BucketRow(bucket.start(), row.key(), row.counts()));
        }
      }
    }
  }
}
