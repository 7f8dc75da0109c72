package io.midwatch.query.promql.histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Adds many histograms with compensated summation: what they have in common decides the layout,
 * then every bucket is summed by itself. Not thread-safe.
 */
public final class HistogramSum {
  private final List<FloatHistogram> parts = new ArrayList<>();
  private boolean mixed;
  private boolean reset;
  private boolean notReset;

  public void add(FloatHistogram part) {
    mixed |= !parts.isEmpty() && parts.getFirst().isCustom() != part.isCustom();
    reset |= part.hint() == CounterReset.RESET;
    notReset |= part.hint() == CounterReset.NOT_RESET;
    parts.add(part);
  }

  public int size() {
    return parts.size();
  }

  /** Whether exponential and custom buckets met, which cannot be added. */
  public boolean isMixed() {
    return mixed;
  }

  /** Whether resets and their absence met. */
  public boolean hasCollision() {
    return reset && notReset;
  }

  /** Whether custom bounds differed. */
  public boolean isReconciled() {
    return parts.stream()
        .anyMatch(part -> !Arrays.equals(part.bounds(), parts.getFirst().bounds()));
  }

  /** The sum of one or more that are not mixed. */
  public FloatHistogram total() {
    return total(parts);
  }

  /** The sum by the number of them. */
  public FloatHistogram mean() {
    int size = parts.size();
    FloatHistogram total = total(parts);
    if (isFinite(total) || !parts.stream().allMatch(HistogramSum::isFinite)) {
      return total.dividedBy(size);
    }
    // The sum overflows although the mean does not.
    return total(parts.stream().map(part -> part.dividedBy(size)).toList());
  }

  private static boolean isFinite(FloatHistogram histogram) {
    boolean finite = Double.isFinite(histogram.sum()) && Double.isFinite(histogram.count());
    for (int i = 0; i < histogram.positive().size(); i++) {
      finite &= Double.isFinite(histogram.positive().count(i));
    }
    for (int i = 0; i < histogram.negative().size(); i++) {
      finite &= Double.isFinite(histogram.negative().count(i));
    }
    return finite && Double.isFinite(histogram.zeroCount());
  }

  private static FloatHistogram total(List<FloatHistogram> given) {
    List<FloatHistogram> parts = given.getFirst().isCustom() ? commonBounds(given) : aligned(given);
    FloatHistogram first = parts.getFirst();
    CounterReset hint =
        parts.stream()
            .map(FloatHistogram::hint)
            .reduce(HistogramArithmetic::merged)
            .orElse(CounterReset.UNKNOWN);
    return new FloatHistogram(
        first.schema(),
        first.zeroThreshold(),
        sum(parts, FloatHistogram::zeroCount),
        sum(parts, FloatHistogram::count),
        sum(parts, FloatHistogram::sum),
        sumBuckets(parts, FloatHistogram::positive),
        sumBuckets(parts, FloatHistogram::negative),
        first.bounds(),
        hint);
  }

  private static List<FloatHistogram> commonBounds(List<FloatHistogram> given) {
    double[] common = given.getFirst().bounds();
    for (FloatHistogram part : given) {
      common = Arrays.equals(common, part.bounds()) ? common : Bounds.common(common, part.bounds());
    }
    double[] bounds = common;
    return given.stream().map(part -> part.reducedTo(bounds)).toList();
  }

  private static List<FloatHistogram> aligned(List<FloatHistogram> given) {
    int schema = given.stream().mapToInt(FloatHistogram::schema).min().orElseThrow();
    double threshold =
        given.stream().mapToDouble(FloatHistogram::zeroThreshold).max().orElseThrow();
    double before;
    do {
      before = threshold;
      for (FloatHistogram part : given) {
        threshold = ZeroBuckets.threshold(part, threshold);
      }
    } while (threshold != before);
    double widest = threshold;
    return given.stream().map(part -> ZeroBuckets.widened(part, widest).reducedTo(schema)).toList();
  }

  private static double sum(List<FloatHistogram> parts, ToDoubleFunction<FloatHistogram> value) {
    KahanSum sum = new KahanSum();
    for (FloatHistogram part : parts) {
      sum.add(value.applyAsDouble(part));
    }
    return sum.value();
  }

  private static BucketCounts sumBuckets(
      List<FloatHistogram> parts, Function<FloatHistogram, BucketCounts> side) {
    if (parts.size() == 1) {
      return side.apply(parts.getFirst());
    }
    Map<Integer, KahanSum> sums = new HashMap<>();
    for (FloatHistogram part : parts) {
      BucketCounts counts = side.apply(part);
      for (int i = 0; i < counts.size(); i++) {
        sums.computeIfAbsent(counts.index(i), _ -> new KahanSum()).add(counts.count(i));
      }
    }
    Map<Integer, Double> counts = new HashMap<>();
    sums.forEach((index, sum) -> counts.put(index, sum.value()));
    return BucketCounts.of(counts);
  }
}
