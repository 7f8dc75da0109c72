package io.midwatch.query.promql.histogram;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds and subtracts histograms of different layouts, and tells resets of counters. */
public final class HistogramArithmetic {
  private HistogramArithmetic() {}

  /**
   * A sum or difference.
   *
   * @param collision one operand was a reset and the other was none
   * @param reconciled custom bounds differed and only the common ones are left
   */
  public record Combined(FloatHistogram histogram, boolean collision, boolean reconciled) {}

  /** Both of one layout. */
  private record Pair(FloatHistogram left, FloatHistogram right, boolean reconciled) {}

  /** The sum, or null when one has exponential and the other custom buckets. */
  public static @Nullable Combined add(FloatHistogram left, FloatHistogram right) {
    return combine(left, right, 1);
  }

  /** The difference, or null as above. */
  public static @Nullable Combined subtract(FloatHistogram left, FloatHistogram right) {
    return combine(left, right, -1);
  }

  /** In a coarser schema. */
  public static FloatHistogram reduced(FloatHistogram histogram, int schema) {
    return histogram.reducedTo(schema);
  }

  private static @Nullable Combined combine(
      FloatHistogram left, FloatHistogram right, double sign) {
    if (left.isCustom() != right.isCustom()) {
      return null;
    }
    Pair pair = aligned(left, right);
    FloatHistogram a = pair.left();
    FloatHistogram b = pair.right();
    FloatHistogram sum =
        new FloatHistogram(
            a.schema(),
            a.zeroThreshold(),
            a.zeroCount() + sign * b.zeroCount(),
            a.count() + sign * b.count(),
            a.sum() + sign * b.sum(),
            a.positive().plus(b.positive(), sign),
            a.negative().plus(b.negative(), sign),
            a.bounds(),
            merged(left.hint(), right.hint()));
    return new Combined(sum, collide(left.hint(), right.hint()), pair.reconciled());
  }

  private static Pair aligned(FloatHistogram left, FloatHistogram right) {
    if (left.isCustom()) {
      if (Arrays.equals(left.bounds(), right.bounds())) {
        return new Pair(left, right, false);
      }
      double[] common = Bounds.common(left.bounds(), right.bounds());
      return new Pair(left.reducedTo(common), right.reducedTo(common), true);
    }
    double threshold = Math.max(left.zeroThreshold(), right.zeroThreshold());
    double before;
    do {
      before = threshold;
      threshold = ZeroBuckets.threshold(right, ZeroBuckets.threshold(left, threshold));
    } while (threshold != before);
    int schema = Math.min(left.schema(), right.schema());
    return new Pair(
        ZeroBuckets.widened(left, threshold).reducedTo(schema),
        ZeroBuckets.widened(right, threshold).reducedTo(schema),
        false);
  }

  static boolean collide(CounterReset left, CounterReset right) {
    return left == CounterReset.RESET && right == CounterReset.NOT_RESET
        || left == CounterReset.NOT_RESET && right == CounterReset.RESET;
  }

  static CounterReset merged(CounterReset left, CounterReset right) {
    if (left == right) {
      return left;
    }
    return left == CounterReset.GAUGE || right == CounterReset.GAUGE
        ? CounterReset.GAUGE
        : CounterReset.UNKNOWN;
  }

  /** Whether the counter started anew between the two. */
  public static boolean isReset(FloatHistogram before, FloatHistogram now) {
    if (now.hint() == CounterReset.RESET || now.hint() == CounterReset.NOT_RESET) {
      return now.hint() == CounterReset.RESET;
    }
    if (now.count() < before.count() || now.isCustom() != before.isCustom()) {
      return true;
    }
    if (now.isCustom()) {
      Pair pair = aligned(now, before);
      return shrank(pair.right().positive(), pair.left().positive());
    }
    if (now.schema() > before.schema() || now.zeroThreshold() < before.zeroThreshold()) {
      return true;
    }
    double threshold = ZeroBuckets.threshold(before, now.zeroThreshold());
    if (threshold != now.zeroThreshold()) {
      return true;
    }
    FloatHistogram old = ZeroBuckets.widened(before, threshold).reducedTo(now.schema());
    return now.zeroCount() < old.zeroCount()
        || shrank(old.positive(), now.positive())
        || shrank(old.negative(), now.negative());
  }

  private static boolean shrank(BucketCounts before, BucketCounts now) {
    for (int i = 0; i < before.size(); i++) {
      if (now.at(before.index(i)) < before.count(i)) {
        return true;
      }
    }
    return false;
  }
}
