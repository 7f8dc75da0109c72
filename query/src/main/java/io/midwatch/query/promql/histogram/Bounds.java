package io.midwatch.query.promql.histogram;

/**
 * The bounds of buckets. Bucket i of schema s holds {@code (2^((i-1)/2^s), 2^(i/2^s)]}, negative
 * ones mirrored; of custom bounds {@code (bounds[i-1], bounds[i]]}.
 */
final class Bounds {
  private Bounds() {}

  /** The upper bound of a positive exponential bucket. */
  static double exponential(int index, int schema) {
    double exponent = index * Math.pow(2, -schema);
    // The bucket of the greatest number there is ends with it.
    return exponent >= 1024
        ? (exponential(index - 1, schema) < Double.MAX_VALUE && exponent == 1024
            ? Double.MAX_VALUE
            : Double.POSITIVE_INFINITY)
        : exact(exponent);
  }

  private static double exact(double exponent) {
    double whole = Math.floor(exponent);
    return Math.scalb(Math.pow(2, exponent - whole), (int) whole);
  }

  static double custom(int index, double[] bounds) {
    return index < 0
        ? Double.NEGATIVE_INFINITY
        : index < bounds.length ? bounds[index] : Double.POSITIVE_INFINITY;
  }

  /** The index that holds an index of a finer schema. */
  static int coarser(int index, int levels) {
    return ((index - 1) >> levels) + 1;
  }

  /** The bounds both have, ascending. */
  static double[] common(double[] left, double[] right) {
    double[] both = new double[Math.min(left.length, right.length)];
    int at = 0;
    int i = 0;
    int j = 0;
    while (i < left.length && j < right.length) {
      if (left[i] == right[j]) {
        both[at++] = left[i];
        i++;
        j++;
      } else if (left[i] < right[j]) {
        i++;
      } else {
        j++;
      }
    }
    return java.util.Arrays.copyOf(both, at);
  }

  /** The position of the first bound not below a value. */
  static int position(double[] bounds, double value) {
    int found = java.util.Arrays.binarySearch(bounds, value);
    return found < 0 ? -found - 1 : found;
  }
}
