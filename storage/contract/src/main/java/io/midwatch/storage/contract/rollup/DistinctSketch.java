package io.midwatch.storage.contract.rollup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.datasketches.common.SketchesArgumentException;
import org.apache.datasketches.hash.MurmurHash3;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/*
 * Most sketches of a rollup see one or two items, and there may be one for every few spans. So the
 * first items are kept here, each as the 32-bit "coupon" DataSketches makes of it, and the library's
 * sketch takes over when they no longer fit its own list of coupons. Either way the bytes are the
 * library's: preamble of eight bytes, then the coupons in the order they came.
 *
 *   02 01 07 0e 03 08 02 00 | 5a 11 90 07 | c4 02 33 04      two items
 */
/**
 * Counts distinct texts in bounded memory; mergeable. Up to a few hundred items the count is as
 * good as exact, beyond that its standard error is 0.8 % (HyperLogLog, 2^14 registers of 4 bits: at
 * most 8 KB). Not thread-safe.
 */
public final class DistinctSketch {
  /** Standard error of large counts, as a ratio. */
  public static final double STANDARD_ERROR = 0.0081;

  private static final int LOG2_REGISTERS = 14;

  /** Coupons in the library's list; one more makes it a set. */
  private static final int MOST_COUPONS = 7;

  private static final int PREAMBLE_BYTES = 8;
  private static final int COUNT_AT = 6;
  private static final byte[] PREAMBLE = {2, 1, 7, LOG2_REGISTERS, 3, 8, 0, 0};
  private static final long SEED = 9001;
  private static final int ADDRESS_BITS = 26;
  private static final long ADDRESS_MASK = (1L << ADDRESS_BITS) - 1;
  private static final int MOST_LEADING_ZEROS = 62;
  private static final int[] NONE = {};
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** As long as there are few items; 0 is a free place. */
  private int[] coupons = NONE;

  /** All items, once there are more; without those merged since, while {@link #merging}. */
  private @Nullable HllSketch sketch;

  /** All items while one merge follows another: only the last needs a sketch again. */
  private @Nullable HllUnion merging;

  /** Counts an item; an empty text is nothing and not counted. */
  public void observe(String item) {
    if (item.isEmpty()) {
      return;
    }
    settle();
    if (sketch != null) {
      sketch.update(item);
    } else if (!add(coupon(item))) {
      grown().update(item);
    }
  }

  /** As the library does it. */
  private static int coupon(String item) {
    long[] hash = MurmurHash3.hash(item.getBytes(StandardCharsets.UTF_8), SEED);
    int zeros = Math.min(MOST_LEADING_ZEROS, Long.numberOfLeadingZeros(hash[1]));
    return (zeros + 1) << ADDRESS_BITS | (int) (hash[0] & ADDRESS_MASK);
  }

  /** Whether the coupon was there or had room. */
  private boolean add(int coupon) {
    for (int i = 0; i < coupons.length; i++) {
      if (coupons[i] == coupon) {
        return true;
      }
      if (coupons[i] == 0) {
        coupons[i] = coupon;
        return true;
      }
    }
    if (coupons.length == MOST_COUPONS) {
      return false;
    }
    int at = coupons.length;
    coupons = Arrays.copyOf(coupons, at == 0 ? 1 : at == 1 ? 3 : MOST_COUPONS);
    coupons[at] = coupon;
    return true;
  }

  private int couponCount() {
    int count = 0;
    while (count < coupons.length && coupons[count] != 0) {
      count++;
    }
    return count;
  }

  /** The library's sketch, from now on in the place of the coupons. */
  private HllSketch grown() {
    HllSketch whole = sketch;
    if (whole == null) {
      whole = HllSketch.heapify(toByteArray());
      sketch = whole;
      coupons = NONE;
    }
    return whole;
  }

  /** Adds everything the other has seen; the other stays as it is. */
  public void merge(DistinctSketch other) {
    if (other.isEmpty()) {
      return;
    }
    if (sketch == null && other.sketch == null && addAll(other.coupons)) {
      return;
    }
    HllUnion all = merging;
    if (all == null) {
      all = new HllUnion(LOG2_REGISTERS);
      all.update(grown());
      merging = all;
    }
    all.update(other.whole());
  }

  private HllSketch whole() {
    settle();
    return sketch == null ? HllSketch.heapify(toByteArray()) : sketch;
  }

  /** Makes a sketch of what was merged, which costs a look at every register. */
  private void settle() {
    if (merging != null) {
      sketch = merging.getResult(TgtHllType.HLL_4);
      merging = null;
    }
  }

  /** Whether all had room; some may be here when not. */
  private boolean addAll(int[] others) {
    for (int coupon : others) {
      if (coupon != 0 && !add(coupon)) {
        return false;
      }
    }
    return true;
  }

  /** Estimated number of distinct items, rounded. */
  public long estimate() {
    settle();
    return sketch == null ? couponCount() : Math.round(sketch.getEstimate());
  }

  /** Whether nothing was observed. */
  public boolean isEmpty() {
    return sketch == null && coupons.length == 0;
  }

  /** The sketch as bytes of the DataSketches library's compact form, for {@link #of}. */
  public byte[] toByteArray() {
    settle();
    if (sketch != null) {
      return sketch.toCompactByteArray();
    }
    int count = couponCount();
    if (count == 0) {
      return new HllSketch(LOG2_REGISTERS, TgtHllType.HLL_4).toCompactByteArray();
    }
    byte[] bytes = Arrays.copyOf(PREAMBLE, PREAMBLE_BYTES + Integer.BYTES * count);
    bytes[COUNT_AT] = (byte) count;
    for (int i = 0; i < count; i++) {
      INTS.set(bytes, PREAMBLE_BYTES + Integer.BYTES * i, coupons[i]);
    }
    return bytes;
  }

  /**
   * The sketch that was turned into these bytes.
   *
   * @throws IllegalArgumentException when they are no such sketch
   */
  public static DistinctSketch of(byte[] bytes) {
    DistinctSketch sketch = new DistinctSketch();
    if (isList(bytes)) {
      sketch.coupons = new int[bytes[COUNT_AT]];
      for (int i = 0; i < sketch.coupons.length; i++) {
        sketch.coupons[i] = (int) INTS.get(bytes, PREAMBLE_BYTES + Integer.BYTES * i);
      }
      return sketch;
    }
    try {
      sketch.sketch = HllSketch.heapify(bytes);
    } catch (SketchesArgumentException | IndexOutOfBoundsException notOne) {
      throw new IllegalArgumentException("not a sketch: " + notOne.getMessage(), notOne);
    }
    return sketch;
  }

  /** Whether the bytes are a list of coupons as {@link #toByteArray} writes it. */
  private static boolean isList(byte[] bytes) {
    if (bytes.length <= PREAMBLE_BYTES
        || !Arrays.equals(PREAMBLE, 0, COUNT_AT, bytes, 0, COUNT_AT)
        || bytes[COUNT_AT + 1] != 0
        || bytes[COUNT_AT] > MOST_COUPONS
        || bytes.length != PREAMBLE_BYTES + Integer.BYTES * bytes[COUNT_AT]) {
      return false;
    }
    for (int at = PREAMBLE_BYTES; at < bytes.length; at += Integer.BYTES) {
      if ((int) INTS.get(bytes, at) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Bytes the sketch takes in memory, roughly. */
  public int memoryBytes() {
    return sketch == null
        ? Integer.BYTES * coupons.length
        : sketch.getUpdatableSerializationBytes();
  }

  public DistinctSketch copy() {
    settle();
    DistinctSketch copy = new DistinctSketch();
    copy.coupons = coupons.length == 0 ? NONE : coupons.clone();
    copy.sketch = sketch == null ? null : sketch.copy();
    return copy;
  }
}
