package io.midwatch.query.promql.histogram;

import io.midwatch.query.promql.syntax.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A native histogram: exponential buckets of a schema from −4 to 8, or custom bounds.
 *
 * <pre>
 * schema 0, zeroThreshold 0.001, zeroCount 2, count 12, sum 18.4, positive {0: 4, 1: 6}, negative –
 * </pre>
 *
 * @param schema buckets double {@code 2^schema} times from a power of 2 to the next; {@link
 *     #CUSTOM} for custom bounds
 * @param zeroThreshold the zero bucket holds {@code [-zeroThreshold, zeroThreshold]}
 * @param bounds upper bounds of custom buckets, ascending, without the last one of +Inf
 */
@SuppressWarnings("ArrayRecordComponent") // bounds are shared by the histograms of a series
public record FloatHistogram(
    int schema,
    double zeroThreshold,
    double zeroCount,
    double count,
    double sum,
    BucketCounts positive,
    BucketCounts negative,
    double[] bounds,
    CounterReset hint) {
  public static final int CUSTOM = -53;
  private static final double[] NO_BOUNDS = {};

  /** One of exponential buckets. */
  public static FloatHistogram exponential(
      int schema,
      double zeroThreshold,
      double zeroCount,
      double count,
      double sum,
      BucketCounts positive,
      BucketCounts negative) {
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positive,
        negative,
        NO_BOUNDS,
        CounterReset.UNKNOWN);
  }

  /** One of custom buckets. */
  public static FloatHistogram custom(
      double[] bounds, double count, double sum, BucketCounts buckets) {
    return new FloatHistogram(
        CUSTOM, 0, 0, count, sum, buckets, BucketCounts.NONE, bounds, CounterReset.UNKNOWN);
  }

  public boolean isCustom() {
    return schema == CUSTOM;
  }

  public FloatHistogram withHint(CounterReset other) {
    return other == hint
        ? this
        : new FloatHistogram(
            schema, zeroThreshold, zeroCount, count, sum, positive, negative, bounds, other);
  }

  /** Everything multiplied; by a negative factor it can only be a gauge. */
  public FloatHistogram times(double factor) {
    return scaled(factor, factor < 0 ? CounterReset.GAUGE : hint);
  }

  /** Everything divided. */
  public FloatHistogram dividedBy(double divisor) {
    if (divisor == 0) {
      // Infinite buckets would say nothing: only totals are left.
      return new FloatHistogram(
          schema,
          zeroThreshold,
          zeroCount / divisor,
          count / divisor,
          sum / divisor,
          BucketCounts.NONE,
          BucketCounts.NONE,
          bounds,
          hint);
    }
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount / divisor,
        count / divisor,
        sum / divisor,
        positive.times(1 / divisor),
        negative.times(1 / divisor),
        bounds,
        divisor < 0 ? CounterReset.GAUGE : hint);
  }

  private FloatHistogram scaled(double factor, CounterReset reset) {
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount * factor,
        count * factor,
        sum * factor,
        positive.times(factor),
        negative.times(factor),
        bounds,
        reset);
  }

  /** In a coarser schema, or this one when it is as coarse already. */
  FloatHistogram reducedTo(int target) {
    if (isCustom() || target >= schema) {
      return this;
    }
    int levels = schema - target;
    return new FloatHistogram(
        target,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positive.mapped(index -> Bounds.coarser(index, levels)),
        negative.mapped(index -> Bounds.coarser(index, levels)),
        bounds,
        hint);
  }

  /** With fewer custom bounds. */
  FloatHistogram reducedTo(double[] fewer) {
    if (Arrays.equals(bounds, fewer)) {
      return this;
    }
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positive.mapped(index -> Bounds.position(fewer, Bounds.custom(index, bounds))),
        negative,
        fewer,
        hint);
  }

  /**
   * Buckets that hold something, by value ascending; none reaches into the zero bucket, which is
   * among them when it holds more than nothing.
   */
  public List<Bucket> buckets() {
    List<Bucket> all = new ArrayList<>(positive.size() + negative.size() + 1);
    for (int i = negative.size() - 1; i >= 0; i--) {
      all.add(besideZero(negativeBucket(i)));
    }
    if (zeroCount > 0) {
      all.add(zeroBucket());
    }
    for (int i = 0; i < positive.size(); i++) {
      all.add(besideZero(positiveBucket(i)));
    }
    return all;
  }

  private Bucket besideZero(Bucket bucket) {
    if (bucket.lower() > 0 && bucket.lower() < zeroThreshold) {
      return bucket.between(zeroThreshold, bucket.upper());
    }
    if (bucket.upper() < 0 && bucket.upper() > -zeroThreshold) {
      return bucket.between(bucket.lower(), -zeroThreshold);
    }
    return bucket;
  }

  private Bucket zeroBucket() {
    return new Bucket(-zeroThreshold, zeroThreshold, true, true, zeroCount);
  }

  Bucket positiveBucket(int position) {
    int index = positive.index(position);
    double lower =
        isCustom() ? Bounds.custom(index - 1, bounds) : Bounds.exponential(index - 1, schema);
    double upper = isCustom() ? Bounds.custom(index, bounds) : Bounds.exponential(index, schema);
    return new Bucket(
        lower, upper, lower == Double.NEGATIVE_INFINITY, true, positive.count(position));
  }

  Bucket negativeBucket(int position) {
    int index = negative.index(position);
    return new Bucket(
        -Bounds.exponential(index, schema),
        -Bounds.exponential(index - 1, schema),
        true,
        false,
        negative.count(position));
  }

  /** Whether both say the same, whatever is known of resets. */
  public boolean sameAs(FloatHistogram other) {
    return schema == other.schema
        && zeroThreshold == other.zeroThreshold
        && zeroCount == other.zeroCount
        && count == other.count
        && Double.compare(sum, other.sum) == 0
        && positive.equals(other.positive)
        && negative.equals(other.negative)
        && Arrays.equals(bounds, other.bounds);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatHistogram that && hint == that.hint && sameAs(that);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(count) + 31 * Double.hashCode(sum) + 31 * 31 * positive.hashCode();
  }

  /** {@code {count:12, sum:18.4, [-0.001,0.001]:2, (0.5,1]:4}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{count:").append(Numbers.formatGeneral(count));
    text.append(", sum:").append(Numbers.formatGeneral(sum));
    for (int i = negative.size() - 1; i >= 0; i--) {
      append(text, negativeBucket(i));
    }
    if (zeroCount != 0) {
      append(text, zeroBucket());
    }
    for (int i = 0; i < positive.size(); i++) {
      append(text, positiveBucket(i));
    }
    return text.append('}').toString();
  }

  private static void append(StringBuilder text, Bucket bucket) {
    text.append(", ").append(bucket.lowerInclusive() ? '[' : '(');
    text.append(Numbers.formatGeneral(bucket.lower())).append(',');
    text.append(Numbers.formatGeneral(bucket.upper()));
    text.append(bucket.upperInclusive() ? ']' : ')').append(':');
    text.append(Numbers.formatGeneral(bucket.count()));
  }
}
