package io.midwatch.demo.tenants;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws ranks so that rank r comes up in proportion to 1 / (r + 1)^exponent, the way traffic is
 * spread over real customers. Immutable; the generator's thread-safety is the caller's matter.
 */
public final class Zipf {
  /**
   * {@code cumulative[rank]}: probability of a rank up to and including this one; the last is 1.
   */
  private final double[] cumulative;

  /**
   * Prepares draws of ranks in {@code [0, size)}.
   *
   * @throws IllegalArgumentException when {@code size} is below 1 or {@code exponent} is negative
   *     or not finite
   */
  public Zipf(int size, double exponent) {
    if (size < 1 || !(exponent >= 0) || Double.isInfinite(exponent)) {
      throw new IllegalArgumentException(
          "Zipf needs a size of at least 1 and a finite exponent >= 0, found "
              + size
              + " and "
              + exponent);
    }
    cumulative = new double[size];
    double sum = 0;
    for (int rank = 0; rank < size; rank++) {
      sum += Math.pow(rank + 1.0, -exponent);
      cumulative[rank] = sum;
    }
    for (int rank = 0; rank < size; rank++) {
      cumulative[rank] /= sum;
    }
  }

  /** A rank in {@code [0, size)}, 0 being the most frequent. */
  public int next(RandomGenerator random) {
    int found = Arrays.binarySearch(cumulative, random.nextDouble());
    int rank = found >= 0 ? found + 1 : -found - 1;
    return Math.min(rank, cumulative.length - 1);
  }

  /** Expected share of a rank, between 0 and 1. */
  public double share(int rank) {
    return rank == 0 ? cumulative[0] : cumulative[rank] - cumulative[rank - 1];
  }
}
