package io.midwatch.query.promql.histogram;

/** Widens zero buckets, so that histograms of different thresholds can be compared and added. */
final class ZeroBuckets {
  private ZeroBuckets() {}

  /** The least threshold not below the wanted one that does not cut a filled bucket. */
  static double threshold(FloatHistogram histogram, double wanted) {
    double threshold = wanted;
    if (wanted <= histogram.zeroThreshold() || histogram.isCustom()) {
      return Math.max(wanted, histogram.zeroThreshold());
    }
    boolean moved = true;
    while (moved) {
      double before = threshold;
      threshold = clear(histogram.positive(), histogram.schema(), threshold);
      threshold = clear(histogram.negative(), histogram.schema(), threshold);
      moved = threshold != before;
    }
    return threshold;
  }

  private static double clear(BucketCounts side, int schema, double threshold) {
    for (int i = 0; i < side.size(); i++) {
      double upper = Bounds.exponential(side.index(i), schema);
      if (upper > threshold) {
        double lower = Bounds.exponential(side.index(i) - 1, schema);
        return lower < threshold ? upper : threshold;
      }
    }
    return threshold;
  }

  /** With a threshold that {@link #threshold} gave. */
  static FloatHistogram widened(FloatHistogram it, double threshold) {
    if (threshold <= it.zeroThreshold()) {
      return it;
    }
    double moved = 0;
    int last = Integer.MIN_VALUE;
    int lastNegative = Integer.MIN_VALUE;
    for (int i = 0; i < it.positive().size(); i++) {
      if (Bounds.exponential(it.positive().index(i), it.schema()) <= threshold) {
        moved += it.positive().count(i);
        last = it.positive().index(i);
      }
    }
    for (int i = 0; i < it.negative().size(); i++) {
      if (Bounds.exponential(it.negative().index(i), it.schema()) <= threshold) {
        moved += it.negative().count(i);
        lastNegative = it.negative().index(i);
      }
    }
    return new FloatHistogram(
        it.schema(),
        threshold,
        it.zeroCount() + moved,
        it.count(),
        it.sum(),
        last == Integer.MIN_VALUE ? it.positive() : it.positive().above(last),
        lastNegative == Integer.MIN_VALUE ? it.negative() : it.negative().above(lastNegative),
        it.bounds(),
        it.hint());
  }
}
