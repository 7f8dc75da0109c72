package io.midwatch.storage.contract.memory;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Answers one question from the buckets of a table. Not thread-safe; used once. */
final class RollupAnswering {
  /** The place of an answer's row: its bucket, whether it is the overflow, its kept dimensions. */
  private record Place(long bucket, boolean overflow, List<AttributeValue> key) {
    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::bucket)
            .thenComparing(Place::overflow)
            .thenComparing(Place::key, RollupAnswering::compareKeys);
  }

  private final RollupBuckets buckets;
  private final RollupTable table;
  private final RollupQuery query;
  private final List<String> reasons = new ArrayList<>();
  private final Map<Place, RollupCounts> merged = new TreeMap<>(Place.ORDER);
  private long scanned;
  private boolean overflowLeftOut;

  RollupAnswering(RollupBuckets buckets, RollupQuery query) {
    this.buckets = buckets;
    this.table = buckets.table();
    this.query = query;
  }

  RollupAnswer answer() {
    int[] kept = query.groupBy().stream().mapToInt(table::dimension).toArray();
    Filter filter = Filter.and(query.scope().visible(), query.filter());
    Predicate<RollupKey> matches = DimensionFilter.compile(table, filter);
    boolean everyRow = !DimensionFilter.looks(filter);
    TimeRange covered = covered();
    buckets
        .between(covered.fromUnixNano(), covered.toUnixNano())
        .forEach((start, rows) ->
            rows.forEach((key, counts) -> {
              scanned++;
              if (key.overflow() && !everyRow) {
                overflowLeftOut = true;
              } else if (matches.test(key)) {
                merged
                    .computeIfAbsent(place(start, key, kept, covered), _ -> new RollupCounts(table))
                    .merge(counts);
              }
            }));
    List<RollupRow> rows = new ArrayList<>();
    merged.forEach(
        (place, counts) -> rows.add(counts.row(place.bucket(), place.key(), place.overflow())));
    return new RollupAnswer(table, covered, rows, completeness(covered));
  }

  /** The range in whole steps, cut off where buckets are gone. */
  private TimeRange covered() {
    long step = query.stepNanos() == 0 ? RollupQuery.RESOLUTION_NANOS : query.stepNanos();
    long from = floor(query.range().fromUnixNano(), step);
    long to = ceiling(query.range().toUnixNano(), step);
    if (buckets.goneBefore() > from) {
      from = Math.min(to, buckets.goneBefore());
      reasons.add("figures before " + Instant.ofEpochSecond(0, from) + " are no longer kept");
    }
    return new TimeRange(from, to);
  }

  private Place place(long start, RollupKey key, int[] kept, TimeRange covered) {
    long bucket = query.stepNanos() == 0 ? covered.fromUnixNano() : floor(start, query.stepNanos());
    if (kept.length == 0) {
      return new Place(bucket, false, List.of());
    }
    List<AttributeValue> values = new ArrayList<>(kept.length);
    for (int position : kept) {
      values.add(key.values().get(position));
    }
    return new Place(bucket, key.overflow(), Collections.unmodifiableList(values));
  }

  private Completeness completeness(TimeRange covered) {
    if (overflowLeftOut) {
      reasons.add(
          "more than "
              + table.maxRowsPerBucket()
              + " rows of "
              + table.name()
              + " in 15 s: the rest is not counted here");
    }
    if (buckets.refusedIn(covered.fromUnixNano(), covered.toUnixNano())) {
      reasons.add("items sent with a time far in the future are not counted");
    }
    boolean approximate = !table.histograms().isEmpty() || !table.sketches().isEmpty();
    return new Completeness(reasons.isEmpty(), approximate, scanned, reasons);
  }

  private static long floor(long nanos, long step) {
    return Math.floorDiv(nanos, step) * step;
  }

  /** The next multiple of the step, or the end of time when there is none. */
  private static long ceiling(long nanos, long step) {
    long below = floor(nanos, step);
    if (below == nanos) {
      return nanos;
    }
    return below > Long.MAX_VALUE - step ? Long.MAX_VALUE : below + step;
  }

  private static int compareKeys(List<AttributeValue> left, List<AttributeValue> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = compareValues(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Nothing said, then false, true, numbers, texts. */
  private static int compareValues(AttributeValue left, AttributeValue right) {
    int order = Integer.compare(rank(left), rank(right));
    if (order != 0) {
      return order;
    }
    return switch (left) {
      case BoolValue(boolean value) -> Boolean.compare(value, ((BoolValue) right).value());
      case LongValue _, DoubleValue _ -> compareNumbers(left, right);
      default -> left.text().compareTo(right.text());
    };
  }

  private static int rank(AttributeValue value) {
    return switch (value) {
      case EmptyValue _ -> 0;
      case BoolValue _ -> 1;
      case LongValue _, DoubleValue _ -> 2;
      default -> 3;
    };
  }

  private static int compareNumbers(AttributeValue left, AttributeValue right) {
    if (left instanceof LongValue(long one) && right instanceof LongValue(long other)) {
      return Long.compare(one, other);
    }
    return Double.compare(Double.parseDouble(left.text()), Double.parseDouble(right.text()));
  }
}
