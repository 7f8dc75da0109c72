package io.midwatch.storage.contract.answer.rollup;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.rollup.DistinctSketch;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.Arrays;
import java.util.List;

/** The figures of one row while they still grow, at the positions of its table. Not thread-safe. */
public final class RollupCounts implements RollupCell {
  private final long[] counters;
  private final ExponentialHistogram[] histograms;
  private final DistinctSketch[] sketches;

  public RollupCounts(RollupTable table) {
    counters = new long[table.counters().size()];
    histograms = new ExponentialHistogram[table.histograms().size()];
    sketches = new DistinctSketch[table.sketches().size()];
    Arrays.setAll(histograms, _ -> new ExponentialHistogram());
    Arrays.setAll(sketches, _ -> new DistinctSketch());
  }

  /** Exactly these, at the positions of a table; they are the new object's own from now on. */
  public RollupCounts(
      long[] counters, ExponentialHistogram[] histograms, DistinctSketch[] sketches) {
    this.counters = counters;
    this.histograms = histograms;
    this.sketches = sketches;
  }

  @Override
  public void count(int counter, long amount) {
    counters[counter] += amount;
  }

  @Override
  public void record(int histogram, double value, long times) {
    histograms[histogram].record(value, times);
  }

  @Override
  public void observe(int sketch, String item) {
    sketches[sketch].observe(item);
  }

  /** Adds the other's figures, of the same table; the other stays as it is. */
  public void merge(RollupCounts other) {
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

  /** Figures of their own that start out as these. */
  public RollupCounts copy() {
    ExponentialHistogram[] histogramCopies = new ExponentialHistogram[histograms.length];
    for (int i = 0; i < histograms.length; i++) {
      histogramCopies[i] = histograms[i].copy();
    }
    DistinctSketch[] sketchCopies = new DistinctSketch[sketches.length];
    for (int i = 0; i < sketches.length; i++) {
      sketchCopies[i] = sketches[i].copy();
    }
    return new RollupCounts(counters.clone(), histogramCopies, sketchCopies);
  }

  public long counter(int counter) {
    return counters[counter];
  }

  /** The distribution itself, to read or to add to. */
  public ExponentialHistogram histogram(int histogram) {
    return histograms[histogram];
  }

  /** The distinct count itself, to read or to add to. */
  public DistinctSketch sketch(int sketch) {
    return sketches[sketch];
  }

  /** Bytes these figures take in memory, roughly. */
  public long memoryBytes() {
    long bytes = 48 + 8L * counters.length;
    for (ExponentialHistogram histogram : histograms) {
      bytes += 96 + 8L * histogram.buckets();
    }
    for (DistinctSketch sketch : sketches) {
      bytes += 96 + sketch.memoryBytes();
    }
    return bytes;
  }

  /** A row of these very figures: nothing may be added afterwards. */
  public RollupRow row(long bucketStartUnixNano, List<AttributeValue> key, boolean overflow) {
    return new RollupRow(
        bucketStartUnixNano,
        key,
        overflow,
        Arrays.stream(counters).boxed().toList(),
        List.of(histograms),
        List.of(sketches));
  }
}
