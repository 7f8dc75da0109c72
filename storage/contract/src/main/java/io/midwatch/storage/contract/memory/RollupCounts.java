package io.midwatch.storage.contract.memory;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.rollup.DistinctSketch;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The figures of one row while they still grow, at the positions of its table. Not thread-safe. */
final class RollupCounts implements RollupCell {
  private final long[] counters;
  private final ExponentialHistogram[] histograms;
  private final DistinctSketch[] sketches;

  RollupCounts(RollupTable table) {
    counters = new long[table.counters().size()];
    histograms =
        Stream.generate(ExponentialHistogram::new)
            .limit(table.histograms().size())
            .toArray(ExponentialHistogram[]::new);
    sketches =
        Stream.generate(DistinctSketch::new)
            .limit(table.sketches().size())
            .toArray(DistinctSketch[]::new);
  }

  @Override
  public void count(int counter, long amount) {
    counters[counter] += amount;
  }

  @Override
  public void record(int histogram, double value) {
    histograms[histogram].record(value);
  }

  @Override
  public void observe(int sketch, String item) {
    sketches[sketch].observe(item);
  }

  /** Adds the other's figures, of the same table; the other stays as it is. */
  void merge(RollupCounts other) {
    for (int i = 0; i < counters.length; i++) {
      counters[i] += other.counters[i];
    }
    for (int i = 0; i < histograms.length; i++) {
      histograms[i].merge(other.histograms[i]);
    }
    for (int i = 0; i < sketches.length; i++) {
      sketches[i].merge(other.sketches[i]);
    }
  }

  /** A row of these very figures: nothing may be added afterwards. */
  RollupRow row(long bucketStartUnixNano, List<AttributeValue> key, boolean overflow) {
    return new RollupRow(
        bucketStartUnixNano,
        key,
        overflow,
        Arrays.stream(counters).boxed().toList(),
        List.of(histograms),
        List.of(sketches));
  }
}
