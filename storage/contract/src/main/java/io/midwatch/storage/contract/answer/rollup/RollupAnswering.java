package io.midwatch.storage.contract.answer.rollup;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one question while rows are still added to it, in any order: filters them by key,
 * merges them by group and bucket, and sorts them. Not thread-safe; used once.
 */
public final class RollupAnswering {
  /**
   * The rows of an answer that have one key; null stands for keys that are not in the answer.
   *
   * <pre>
   * group [checkout]: bucket 03:00 → 312, 24 | …    bucket 03:05 → 290, 0 | …
   * </pre>
   */
  public final class Group {
    private final GroupKey key;
    private final Map<Long, RollupCounts> buckets = new HashMap<>();
    private long lastBucket;
    private @Nullable RollupCounts last;

    private Group(GroupKey key) {
      this.key = key;
    }

    /** What a row of a bucket that starts then is to be merged into; counts the row as scanned. */
    public RollupCounts at(long startUnixNano) {
      scanned++;
      long bucket = step == null ? 0 : step.floor(startUnixNano);
      RollupCounts counts = last;
      if (counts == null || bucket != lastBucket) {
        counts = buckets.computeIfAbsent(bucket, _ -> new RollupCounts(table));
        lastBucket = bucket;
        last = counts;
      }
      return counts;
    }
  }

  private record GroupKey(boolean overflow, List<AttributeValue> values) {
    private static final Comparator<GroupKey> ORDER = GroupKey::compare;

    private static int compare(GroupKey left, GroupKey right) {
      int order = Boolean.compare(left.overflow, right.overflow);
      return order != 0 ? order : KeyOrder.KEYS.compare(left.values, right.values);
    }
  }

  private record Placed(long bucket, Group group, RollupCounts counts) {
    private static final Comparator<Placed> ORDER =
        Comparator.comparingLong(Placed::bucket)
            .thenComparing(placed -> placed.group().key, GroupKey.ORDER);

    RollupRow row(TimeRange covered, boolean total) {
      return counts.row(
          total ? covered.fromUnixNano() : bucket, group.key.values(), group.key.overflow());
    }
  }

  private final RollupTable table;
  private final @Nullable BucketWidth step;
  private final int[] kept;
  private final Predicate<RollupKey> matches;
  private final boolean everyRow;
  private final List<String> reasons = new ArrayList<>();
  private final Map<GroupKey, Group> groups = new TreeMap<>(GroupKey.ORDER);
  private long scanned;
  private boolean overflowLeftOut;

  /**
   * @throws IllegalArgumentException when the question names a dimension the table has not, filters
   *     by something else, or has a pattern that is none
   */
  public RollupAnswering(RollupTable table, RollupQuery query) {
    this.table = table;
    step = query.stepNanos() == 0 ? null : new BucketWidth(query.stepNanos());
    kept = query.groupBy().stream().mapToInt(table::dimension).toArray();
    Filter filter = Filter.and(query.scope().visible(), query.filter());
    matches = DimensionFilter.compile(table, filter);
    everyRow = !DimensionFilter.looks(filter);
  }

  /** The group of a row that exists, or null when the filter leaves it out. */
  public @Nullable Group group(RollupKey key) {
    if (key.overflow() && !everyRow) {
      overflowLeftOut = true;
      return null;
    }
    return matches.test(key) ? groups.computeIfAbsent(groupKey(key), Group::new) : null;
  }

  private GroupKey groupKey(RollupKey key) {
    if (kept.length == 0) {
      return new GroupKey(false, List.of());
    }
    AttributeValue[] values = new AttributeValue[kept.length];
    for (int i = 0; i < kept.length; i++) {
      values[i] = key.values().get(kept[i]);
    }
    return new GroupKey(key.overflow(), List.of(values));
  }

  /** Adds the counts of one row of a bucket; they stay as they are. */
  public void add(long startUnixNano, RollupKey key, RollupCounts counts) {
    Group group = group(key);
    if (group == null) {
      scanned++;
    } else {
      group.at(startUnixNano).merge(counts);
    }
  }

  /** Says why the answer is not complete, in words a user can read. */
  public void incomplete(String reason) {
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
  }

  /** The answer of all rows added; nothing may be added afterwards. */
  public RollupAnswer answer(TimeRange covered) {
    if (overflowLeftOut) {
      incomplete(
          "more than "
              + table.maxRowsPerBucket()
              + " rows of "
              + table.name()
              + " in 15 s: the rest is not counted here");
    }
    List<Placed> placed = new ArrayList<>();
    for (Group group : groups.values()) {
      group.buckets.forEach((bucket, counts) -> placed.add(new Placed(bucket, group, counts)));
    }
    placed.sort(Placed.ORDER);
    List<RollupRow> rows = new ArrayList<>(placed.size());
    placed.forEach(one -> rows.add(one.row(covered, step == null)));
    boolean approximate = !table.histograms().isEmpty() || !table.sketches().isEmpty();
    return new RollupAnswer(
        table, covered, rows, new Completeness(reasons.isEmpty(), approximate, scanned, reasons));
  }
}
