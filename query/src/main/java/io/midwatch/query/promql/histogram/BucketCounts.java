package io.midwatch.query.promql.histogram;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Counts of the buckets of one side that are not 0, by index ascending. Immutable.
 *
 * <pre>
 * indexes [-1, 0, 4]   counts [2.0, 7.5, 1.0]
 * </pre>
 */
public final class BucketCounts {
  public static final BucketCounts NONE = new BucketCounts(new int[0], new double[0]);

  private final int[] indexes;
  private final double[] counts;

  private BucketCounts(int[] indexes, double[] counts) {
    this.indexes = indexes;
    this.counts = counts;
  }

  /** Consecutive buckets from an index on. */
  public static BucketCounts dense(int first, double... counts) {
    int filled = 0;
    for (double count : counts) {
      filled += count == 0 ? 0 : 1;
    }
    int[] indexes = new int[filled];
    double[] kept = new double[filled];
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        indexes[at] = first + i;
        kept[at++] = counts[i];
      }
    }
    return filled == 0 ? NONE : new BucketCounts(indexes, kept);
  }

  static BucketCounts of(Map<Integer, Double> byIndex) {
    int[] indexes = new int[byIndex.size()];
    double[] counts = new double[byIndex.size()];
    int at = 0;
    for (Map.Entry<Integer, Double> bucket : new TreeMap<>(byIndex).entrySet()) {
      if (bucket.getValue() != 0) {
        indexes[at] = bucket.getKey();
        counts[at++] = bucket.getValue();
      }
    }
    return new BucketCounts(Arrays.copyOf(indexes, at), Arrays.copyOf(counts, at));
  }

  public int size() {
    return indexes.length;
  }

  public boolean isEmpty() {
    return indexes.length == 0;
  }

  public int index(int position) {
    return indexes[position];
  }

  public double count(int position) {
    return counts[position];
  }

  /** The count of the bucket with an index, 0 when there is none. */
  double at(int index) {
    int position = Arrays.binarySearch(indexes, index);
    return position < 0 ? 0 : counts[position];
  }

  BucketCounts times(double factor) {
    if (factor == 0) {
      return NONE;
    }
    double[] scaled = new double[counts.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = counts[i] * factor;
    }
    return new BucketCounts(indexes, scaled);
  }

  /** Other counts in the same buckets. */
  BucketCounts replaced(double[] others) {
    Map<Integer, Double> byIndex = new TreeMap<>();
    for (int i = 0; i < others.length; i++) {
      byIndex.put(indexes[i], others[i]);
    }
    return of(byIndex);
  }

  /** Counts under other indexes; the mapping keeps the order and may merge. */
  BucketCounts mapped(IntUnaryOperator index) {
    int[] to = new int[indexes.length];
    double[] sums = new double[indexes.length];
    int at = -1;
    for (int i = 0; i < indexes.length; i++) {
      int target = index.applyAsInt(indexes[i]);
      if (at < 0 || to[at] != target) {
        to[++at] = target;
      }
      sums[at] += counts[i];
    }
    return new BucketCounts(Arrays.copyOf(to, at + 1), Arrays.copyOf(sums, at + 1));
  }

  BucketCounts plus(BucketCounts other, double sign) {
    int[] to = new int[size() + other.size()];
    double[] sums = new double[to.length];
    int at = 0;
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      int left = i < size() ? indexes[i] : Integer.MAX_VALUE;
      int right = j < other.size() ? other.indexes[j] : Integer.MAX_VALUE;
      double sum = left <= right ? counts[i++] : 0;
      sum += right <= left ? sign * other.counts[j++] : 0;
      if (sum != 0) {
        to[at] = Math.min(left, right);
        sums[at++] = sum;
      }
    }
    return new BucketCounts(Arrays.copyOf(to, at), Arrays.copyOf(sums, at));
  }

  /** Those beyond an index. */
  BucketCounts above(int index) {
    int from = 0;
    while (from < indexes.length && indexes[from] <= index) {
      from++;
    }
    return from == 0
        ? this
        : new BucketCounts(
            Arrays.copyOfRange(indexes, from, indexes.length),
            Arrays.copyOfRange(counts, from, counts.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BucketCounts that
        && Arrays.equals(indexes, that.indexes)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indexes) + Arrays.hashCode(counts);
  }
}
