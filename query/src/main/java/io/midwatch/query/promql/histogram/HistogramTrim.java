package io.midwatch.query.promql.histogram;

/**
 * Cuts a native histogram at a value: {@code h </ 2} keeps what is below, {@code h >/ 2} what is
 * above. A bucket that is cut keeps its share; the sum is estimated anew from the buckets left.
 */
public final class HistogramTrim {
  private HistogramTrim() {}

  /** What is left of a bucket: how many observations, and the value taken for each. */
  private record Rest(double count, double value) {
    private static final Rest NONE = new Rest(0, 0);
  }

  /** The histogram itself when nothing is cut off. */
  public static FloatHistogram trim(FloatHistogram h, double cut, boolean below) {
    if (cut == (below ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY)) {
      return h;
    }
    KahanSum count = new KahanSum();
    KahanSum sum = new KahanSum();
    double[] positive = new double[h.positive().size()];
    double[] negative = new double[h.negative().size()];
    boolean whole = true;
    for (int i = 0; i < positive.length; i++) {
      positive[i] = keep(h.positiveBucket(i), h, cut, below, count, sum);
      whole &= positive[i] == h.positive().count(i);
    }
    for (int i = 0; i < negative.length; i++) {
      negative[i] = keep(h.negativeBucket(i), h, cut, below, count, sum);
      whole &= negative[i] == h.negative().count(i);
    }
    Bucket zeroBucket =
        new Bucket(-h.zeroThreshold(), h.zeroThreshold(), true, true, h.zeroCount());
    double zero = h.zeroCount() == 0 ? 0 : keep(zeroBucket, h, cut, below, count, sum);
    if (whole && zero == h.zeroCount() && !cutsInfinite(h, cut)) {
      return h;
    }
    return new FloatHistogram(
        h.schema(),
        h.zeroThreshold(),
        zero,
        count.value(),
        sum.value(),
        h.positive().replaced(positive),
        h.negative().replaced(negative),
        h.bounds(),
        h.hint());
  }

  /** A bucket without bound keeps its count when it is cut, but not its values. */
  private static boolean cutsInfinite(FloatHistogram h, double cut) {
    for (int i = 0; h.isCustom() && i < h.positive().size(); i++) {
      Bucket bucket = HistogramQuantiles.narrowed(h.positiveBucket(i), h);
      boolean infinite = Double.isInfinite(bucket.lower()) || Double.isInfinite(bucket.upper());
      if (infinite && bucket.lower() < cut && bucket.upper() > cut) {
        return true;
      }
    }
    return false;
  }

  private static double keep(
      Bucket bucket, FloatHistogram h, double cut, boolean below, KahanSum count, KahanSum sum) {
    Rest rest = below ? below(bucket, h, cut) : above(bucket, h, cut);
    count.add(rest.count());
    if (rest.count() != 0) {
      sum.add(rest.count() * rest.value());
    }
    return rest.count();
  }

  private static Rest below(Bucket full, FloatHistogram h, double cut) {
    Bucket bucket = HistogramQuantiles.narrowed(full, h);
    if (bucket.upper() <= cut) {
      return new Rest(bucket.count(), middle(bucket, h));
    }
    if (bucket.lower() >= cut || Double.isInfinite(bucket.upper())) {
      return Rest.NONE;
    }
    return Double.isInfinite(bucket.lower())
        ? new Rest(bucket.count(), cut)
        : new Rest(
            bucket.count() * HistogramQuantiles.share(cut, bucket, h),
            middle(bucket.between(bucket.lower(), cut), h));
  }

  private static Rest above(Bucket full, FloatHistogram h, double cut) {
    boolean unbounded = full.lower() == Double.NEGATIVE_INFINITY;
    if (unbounded && (cut < 0 || full.upper() <= 0 || Double.isInfinite(full.upper()))) {
      return Rest.NONE;
    }
    Bucket bucket = HistogramQuantiles.narrowed(full, h);
    if (bucket.lower() >= cut) {
      return new Rest(bucket.count(), middle(bucket, h));
    }
    if (bucket.upper() <= cut) {
      return Rest.NONE;
    }
    return Double.isInfinite(bucket.upper())
        ? new Rest(bucket.count(), cut)
        : new Rest(
            bucket.count() * (1 - HistogramQuantiles.share(cut, bucket, h)),
            middle(bucket.between(cut, bucket.upper()), h));
  }

  private static double middle(Bucket bucket, FloatHistogram h) {
    if (Double.isInfinite(bucket.lower())) {
      return bucket.upper();
    }
    if (Double.isInfinite(bucket.upper())) {
      return bucket.lower();
    }
    if (h.isCustom() || bucket.lower() <= 0 && bucket.upper() >= 0 || isZero(bucket, h)) {
      return (bucket.lower() + bucket.upper()) / 2;
    }
    double middle = Math.sqrt(bucket.lower() * bucket.upper());
    return bucket.upper() < 0 ? -middle : middle;
  }

  private static boolean isZero(Bucket bucket, FloatHistogram h) {
    return Math.abs(bucket.lower()) <= h.zeroThreshold()
        && Math.abs(bucket.upper()) <= h.zeroThreshold();
  }
}
