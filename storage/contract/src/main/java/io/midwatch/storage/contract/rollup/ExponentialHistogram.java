package io.midwatch.storage.contract.rollup;

import java.util.Arrays;

/**
 * A mergeable distribution of non-negative values in OpenTelemetry's base-2 exponential layout:
 * bucket i counts values in {@code (base^i, base^(i+1)]}, {@code base = 2^(2^-scale)}. It starts at
 * scale 5 and keeps at most {@link #MAX_BUCKETS} buckets: when values spread further the scale
 * drops, which halves the resolution. A quantile is within 1.1 % of a recorded value while values
 * spread over six decades (1 µs to 1 s), within 2.2 % up to twelve. Merging gives the same buckets
 * as recording all values in one. Values below zero, infinite ones and NaN are not counted. Not
 * thread-safe.
 *
 * <p>Source: OpenTelemetry metrics data model, "ExponentialHistogram".
 */
public final class ExponentialHistogram {
  /** Upper bound of buckets: 40 octaves at scale 4. */
  public static final int MAX_BUCKETS = 640;

  private static final int START_SCALE = 5;
  private static final double LOG2_E = 1 / Math.log(2);
  private static final long MANTISSA = 0x000F_FFFF_FFFF_FFFFL;

  private static final long[] NO_BUCKETS = {};

  private long[] counts = NO_BUCKETS;
  private int offset;
  private int scale = START_SCALE;
  private long zeroCount;
  private long count;
  private double sum;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Counts one value. */
  public void record(double value) {
    record(value, 1);
  }

  /** Counts a value {@code times} times; times below 1 and values below zero or NaN are ignored. */
  public void record(double value, long times) {
    if (!(value >= 0) || value == Double.POSITIVE_INFINITY || times < 1) {
      return;
    }
    count += times;
    sum += value * times;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (value < Double.MIN_NORMAL) {
      zeroCount += times;
    } else {
      addToBucket(index(value), times);
    }
  }

  /** Adds everything the other has counted; the other stays as it is. */
  public void merge(ExponentialHistogram other) {
    if (other.count == 0) {
      return;
    }
    count += other.count;
    sum += other.sum;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    zeroCount += other.zeroCount;
    if (other.scale < scale) {
      downscale(scale - other.scale);
    }
    int last = other.counts.length - 1;
    if (last >= 0) { // the last bucket first, so that the array becomes wide enough at once
      addToBucket((other.offset + last) >> (other.scale - scale), other.counts[last]);
    }
    for (int i = 0; i < last; i++) {
      if (other.counts[i] != 0) {
        addToBucket((other.offset + i) >> (other.scale - scale), other.counts[i]);
      }
    }
  }

  /**
   * Adds what another has counted, given by its parts, as a store keeps them.
   *
   * @param otherScale at most 5, the scale every histogram starts with
   * @param indexes of its buckets that hold something, ascending; {@code indexes[0..buckets)}
   * @param times what each of them holds, at least 1
   */
  public void merge(
      int otherScale,
      int[] indexes,
      long[] times,
      int buckets,
      long otherZeroCount,
      double otherSum,
      double otherMin,
      double otherMax) {
    sum += otherSum;
    min = Math.min(min, otherMin);
    max = Math.max(max, otherMax);
    zeroCount += otherZeroCount;
    count += otherZeroCount;
    if (otherScale < scale) {
      downscale(scale - otherScale);
    }
    for (int i = 0; i < buckets; i++) {
      int at = i == 0 ? buckets - 1 : i - 1; // the last first, as above
      count += times[at];
      addToBucket(indexes[at] >> (otherScale - scale), times[at]);
    }
  }

  /**
   * The value at rank {@code ceil(quantile * count)} when all are sorted, as the middle of its
   * bucket and never outside min and max; exactly min for 0 and max for 1, NaN when nothing was
   * recorded.
   *
   * @param quantile 0 to 1; what lies outside is taken for the nearer end
   */
  public double quantile(double quantile) {
    if (count == 0) {
      return Double.NaN;
    }
    if (quantile >= 1) {
      return max;
    }
    long rank = (long) Math.ceil(Math.max(0, quantile) * count);
    long seen = zeroCount;
    if (rank <= seen) {
      return min;
    }
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.clamp(Math.pow(2, Math.scalb(offset + i + 0.5, -scale)), min, max);
      }
    }
    return max;
  }

  /** How many values lie at or below the limit, interpolated in the limit's bucket. */
  public double countAtMost(double limit) {
    if (count == 0 || limit < min) {
      return 0;
    }
    if (limit >= max) {
      return count;
    }
    double seen = zeroCount;
    double position = Math.scalb(Math.log(limit) * LOG2_E, scale);
    for (int i = 0; i < counts.length; i++) {
      double below = Math.clamp(position - (offset + i), 0.0, 1.0);
      seen += counts[i] * below;
    }
    return seen;
  }

  public long count() {
    return count;
  }

  public double sum() {
    return sum;
  }

  /** The smallest value, NaN when nothing was recorded. */
  public double min() {
    return count == 0 ? Double.NaN : min;
  }

  /** The largest value, NaN when nothing was recorded. */
  public double max() {
    return count == 0 ? Double.NaN : max;
  }

  /** The mean, NaN when nothing was recorded. */
  public double mean() {
    return count == 0 ? Double.NaN : sum / count;
  }

  public int scale() {
    return scale;
  }

  /** Index of the first bucket. */
  public int offset() {
    return offset;
  }

  public long zeroCount() {
    return zeroCount;
  }

  /** Number of buckets from the first to the last that holds something. */
  public int buckets() {
    return counts.length;
  }

  /** What the bucket this many places after the first holds. */
  public long bucketCount(int bucket) {
    return counts[bucket];
  }

  /** A copy of the bucket counts, the first for {@link #offset()}. */
  public long[] bucketCounts() {
    return counts.clone();
  }

  public ExponentialHistogram copy() {
    ExponentialHistogram copy = new ExponentialHistogram();
    copy.counts = counts.length == 0 ? NO_BUCKETS : counts.clone();
    copy.offset = offset;
    copy.scale = scale;
    copy.zeroCount = zeroCount;
    copy.count = count;
    copy.sum = sum;
    copy.min = min;
    copy.max = max;
    return copy;
  }

  private int index(double value) {
    return (int) Math.ceil(Math.scalb(log2(value), scale)) - 1;
  }

  /** Exact for powers of two, which are upper bounds of buckets at every scale. */
  private static double log2(double value) {
    boolean powerOfTwo = (Double.doubleToRawLongBits(value) & MANTISSA) == 0;
    return powerOfTwo ? Math.getExponent(value) : Math.log(value) * LOG2_E;
  }

  private void addToBucket(int index, long times) {
    if (counts.length == 0) {
      offset = index;
      counts = new long[] {times};
      return;
    }
    int low = Math.min(offset, index);
    int high = Math.max(offset + counts.length - 1, index);
    int shift = 0;
    while ((high >> shift) - (low >> shift) >= MAX_BUCKETS) {
      shift++;
    }
    if (shift > 0) {
      downscale(shift);
      addToBucket(index >> shift, times);
      return;
    }
    if (low < offset || high >= offset + counts.length) {
      long[] wider = new long[high - low + 1];
      System.arraycopy(counts, 0, wider, offset - low, counts.length);
      counts = wider;
      offset = low;
    }
    counts[index - offset] += times;
  }

  private void downscale(int shift) {
    scale -= shift;
    if (counts.length == 0) {
      return;
    }
    int low = offset >> shift;
    int high = (offset + counts.length - 1) >> shift;
    long[] narrower = new long[high - low + 1];
    for (int i = 0; i < counts.length; i++) {
      narrower[((offset + i) >> shift) - low] += counts[i];
    }
    counts = narrower;
    offset = low;
  }

  @Override
  public String toString() {
    return "count="
        + count
        + " scale="
        + scale
        + " offset="
        + offset
        + " "
        + Arrays.toString(counts);
  }
}
