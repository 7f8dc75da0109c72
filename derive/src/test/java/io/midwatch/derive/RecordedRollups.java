package io.midwatch.derive;

import io.midwatch.storage.contract.rollup.DistinctSketch;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Remembers every row in full, keyed by time as given: no buckets, so a wrong time is seen. */
final class RecordedRollups implements RollupSink {
  private final Map<String, Row> rows = new TreeMap<>();

  @Override
  public RollupCell cell(RollupTable table, long timeUnixNano, RollupKey key) {
    String dimensions =
        IntStream.range(0, table.dimensions().size())
            .mapToObj(key::text)
            .collect(Collectors.joining(" | "));
    return rows.computeIfAbsent(
        table.name() + " @" + timeUnixNano + ": " + dimensions, name -> new Row(table));
  }

  /** Keys of a table's rows, {@code @time: dimension | dimension …}, ascending. */
  List<String> keys(RollupTable table) {
    return rows.keySet().stream()
        .filter(key -> key.startsWith(table.name() + " "))
        .map(key -> key.substring(table.name().length() + 1))
        .toList();
  }

  /** The only row of a table. */
  Row only(RollupTable table) {
    List<String> keys = keys(table);
    if (keys.size() != 1) {
      throw new AssertionError("expected one row of " + table.name() + ", found " + keys);
    }
    return row(table, keys.getFirst());
  }

  Row row(RollupTable table, String key) {
    Row row = rows.get(table.name() + " " + key);
    if (row == null) {
      throw new AssertionError("no row " + key + " among " + rows.keySet());
    }
    return row;
  }

  /** One row, figures by name. */
  static final class Row implements RollupCell {
    private final RollupTable table;
    private final long[] counters;
    private final List<ExponentialHistogram> histograms = new ArrayList<>();
    private final List<DistinctSketch> sketches = new ArrayList<>();

    private Row(RollupTable table) {
      this.table = table;
      counters = new long[table.counters().size()];
      table.histograms().forEach(name -> histograms.add(new ExponentialHistogram()));
      table.sketches().forEach(name -> sketches.add(new DistinctSketch()));
    }

    @Override
    public void count(int counter, long amount) {
      counters[counter] += amount;
    }

    @Override
    public void record(int histogram, double value, long times) {
      histograms.get(histogram).record(value, times);
    }

    @Override
    public void observe(int sketch, String item) {
      sketches.get(sketch).observe(item);
    }

    /** {@code requests=2 failed=1}: the counters that are not zero, in the table's order. */
    String counts() {
      return IntStream.range(0, counters.length)
          .filter(i -> counters[i] != 0)
          .mapToObj(i -> table.counters().get(i) + "=" + counters[i])
          .collect(Collectors.joining(" "));
    }

    ExponentialHistogram histogram(String name) {
      return histograms.get(table.histogram(name));
    }

    long distinct(String name) {
      return sketches.get(table.sketch(name)).estimate();
    }
  }
}
