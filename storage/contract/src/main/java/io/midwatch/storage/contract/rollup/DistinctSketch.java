package io.midwatch.storage.contract.rollup;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;

/**
 * Counts distinct texts in bounded memory; mergeable. Up to a few hundred items the count is as
 * good as exact, beyond that its standard error is 0.8 % (HyperLogLog, 2^14 registers of 4 bits: at
 * most 8 KB). Not thread-safe.
 */
public final class DistinctSketch {
  /** Standard error of large counts, as a ratio. */
  public static final double STANDARD_ERROR = 0.0081;

  private static final int LOG2_REGISTERS = 14;

  private HllSketch sketch = new HllSketch(LOG2_REGISTERS, TgtHllType.HLL_4);

  /** Counts an item; an empty text is nothing and not counted. */
  public void observe(String item) {
    sketch.update(item);
  }

  /** Adds everything the other has seen; the other stays as it is. */
  public void merge(DistinctSketch other) {
    HllUnion union = new HllUnion(LOG2_REGISTERS);
    union.update(sketch);
    union.update(other.sketch);
    sketch = union.getResult(TgtHllType.HLL_4);
  }

  /** Estimated number of distinct items, rounded. */
  public long estimate() {
    return Math.round(sketch.getEstimate());
  }

  public DistinctSketch copy() {
    DistinctSketch copy = new DistinctSketch();
    copy.sketch = sketch.copy();
    return copy;
  }
}
