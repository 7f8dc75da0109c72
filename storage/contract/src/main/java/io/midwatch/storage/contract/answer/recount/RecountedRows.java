package io.midwatch.storage.contract.answer.recount;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.contract.answer.rollup.BucketWidth;
import io.midwatch.storage.contract.answer.rollup.RollupAnswering;
import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.SpanRecount.Which;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one range: one for each key over the whole, and one for each key and step. Of a table
 * at most {@link #MOST_ROWS} keys have rows of their own. Not thread-safe.
 */
final class RecountedRows implements RollupSink {
  static final int MOST_ROWS = 50_000;

  private static final RollupCell NOWHERE = new Nowhere();

  private final Which which;
  private final TimeRange total;
  private final TimeRange steps;
  private final Map<String, Map<RollupKey, RollupCounts>> totals = new HashMap<>();
  private final Map<String, Map<Place, RollupCounts>> stepped = new HashMap<>();

  private record Place(long start, RollupKey key) {}

  /**
   * @param total what counts for the whole
   * @param steps what counts for steps
   */
  RecountedRows(Which which, TimeRange total, TimeRange steps) {
    this.which = which;
    this.total = total;
    this.steps = steps;
  }

  void addTo(RollupAnswering answering, RollupTable table, long stepNanos) {
    if (stepNanos == 0) {
      totals
          .getOrDefault(table.name(), Map.of())
          .forEach((key, counts) -> answering.add(total.fromUnixNano(), key, counts));
    } else {
      stepped
          .getOrDefault(table.name(), Map.of())
          .forEach((place, counts) -> answering.add(place.start, place.key, counts));
    }
  }

  @Override
  public RollupCell cell(RollupTable table, long timeUnixNano, RollupKey sent) {
    if (!which.tables().contains(table.name())) {
      return NOWHERE;
    }
    RollupKey key = which.version() == null ? sent : ofVersion(table, sent, which.version());
    if (key == null) {
      return NOWHERE;
    }
    Map<RollupKey, RollupCounts> rows = totals.computeIfAbsent(table.name(), _ -> new HashMap<>());
    boolean full = rows.size() >= MOST_ROWS && !rows.containsKey(key);
    RollupKey kept = full ? RollupKey.overflowOf(table) : key;
    RollupCell whole =
        total.contains(timeUnixNano)
            ? rows.computeIfAbsent(kept, _ -> new RollupCounts(table))
            : NOWHERE;
    if (which.stepNanos() == 0 || !steps.contains(timeUnixNano)) {
      return whole;
    }
    RollupCell step =
        stepped
            .computeIfAbsent(table.name(), _ -> new HashMap<>())
            .computeIfAbsent(
                new Place(new BucketWidth(which.stepNanos()).floor(timeUnixNano), kept),
                _ -> new RollupCounts(table));
    return new Both(whole, step);
  }

  /** The key with services by their names alone; null when it is about another version. */
  private static @Nullable RollupKey ofVersion(RollupTable table, RollupKey sent, String version) {
    String owner = sent.text(owner(table));
    if (VersionedSpan.isVersioned(owner) && !VersionedSpan.version(owner).equals(version)) {
      return null;
    }
    List<AttributeValue> values = sent.values().stream().map(RecountedRows::named).toList();
    return new RollupKey(values, sent.overflow());
  }

  private static int owner(RollupTable table) {
    for (int i = 0; i < table.dimensions().size(); i++) {
      if (table.dimensions().get(i).name().equals("client")) {
        return i;
      }
    }
    return table.dimension("service");
  }

  private static AttributeValue named(AttributeValue value) {
    if (!(value instanceof StringValue(String text)) || !VersionedSpan.isVersioned(text)) {
      return value;
    }
    String service = VersionedSpan.service(text);
    return service.isEmpty() ? AttributeValue.EMPTY : AttributeValue.of(service);
  }

  private record Both(RollupCell one, RollupCell other) implements RollupCell {
    @Override
    public void count(int counter, long amount) {
      one.count(counter, amount);
      other.count(counter, amount);
    }

    @Override
    public void record(int histogram, double value, long times) {
      one.record(histogram, value, times);
      other.record(histogram, value, times);
    }

    @Override
    public void observe(int sketch, String item) {
      one.observe(sketch, item);
      other.observe(sketch, item);
    }
  }

  /** What nobody asked for. */
  private static final class Nowhere implements RollupCell {
    @Override
    public void count(int counter, long amount) {}

    @Override
    public void record(int histogram, double value, long times) {}

    @Override
    public void observe(int sketch, String item) {}
  }
}
