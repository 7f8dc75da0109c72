package io.midwatch.storage.contract.rollup;

import org.apache.datasketches.common.SketchesArgumentException;
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
    if (other.isEmpty()) {
      return;
    }
    if (isEmpty()) {
      sketch = other.sketch.copy();
      return;
    }
    HllUnion union = new HllUnion(LOG2_REGISTERS);
    union.update(sketch);
    union.update(other.sketch);
    sketch = union.getResult(TgtHllType.HLL_4);
  }

  /** Estimated number of distinct items, rounded. */
  public long estimate() {
    return Math.round(sketch.getEstimate());
  }

  /** Whether nothing was observed. */
  public boolean isEmpty() {
    return sketch.isEmpty();
  }

  /** The sketch as bytes of the DataSketches library's compact form, for {@link #of}. */
  public byte[] toByteArray() {
    return sketch.toCompactByteArray();
  }

  /**
   * The sketch that was turned into these bytes.
   *
   * @throws IllegalArgumentException when they are no such sketch
   */
  public static DistinctSketch of(byte[] bytes) {
    DistinctSketch sketch = new DistinctSketch();
    try {
      sketch.sketch = HllSketch.heapify(bytes);
    } catch (SketchesArgumentException | IndexOutOfBoundsException notOne) {
      throw new IllegalArgumentException("not a sketch: " + notOne.getMessage(), notOne);
    }
    return sketch;
  }

  /** Bytes the sketch takes in memory, roughly. */
  public int memoryBytes() {
    return sketch.getUpdatableSerializationBytes();
  }

  public DistinctSketch copy() {
    DistinctSketch copy = new DistinctSketch();
    copy.sketch = sketch.copy();
    return copy;
  }
}
