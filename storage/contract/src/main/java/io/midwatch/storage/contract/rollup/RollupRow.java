package io.midwatch.storage.contract.rollup;

import io.midwatch.model.AttributeValue;
import java.util.List;

/**
 * Merged counts of one bucket and one combination of the kept dimensions.
 *
 * @param bucketStartUnixNano start of the bucket, or of the covered range when there is one bucket
 * @param key kept dimensions in the order asked for
 * @param overflow counts of what came after the table's row limit; its key is all empty
 * @param counters in the table's order
 * @param histograms in the table's order; not to be changed
 * @param sketches in the table's order; not to be changed
 */
public record RollupRow(
    long bucketStartUnixNano,
    List<AttributeValue> key,
    boolean overflow,
    List<Long> counters,
    List<ExponentialHistogram> histograms,
    List<DistinctSketch> sketches) {
  public RollupRow {
    key = List.copyOf(key);
    counters = List.copyOf(counters);
    histograms = List.copyOf(histograms);
    sketches = List.copyOf(sketches);
  }

  /** The text of a kept dimension, empty when nothing was said. */
  public String text(int position) {
    return key.get(position).text();
  }
}
