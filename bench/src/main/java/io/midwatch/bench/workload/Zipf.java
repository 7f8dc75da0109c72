package io.midwatch.bench.workload;

import java.util.Arrays;

/** Ranks from 0 whose frequency falls with a power of the rank. Thread-safe. */
final class Zipf {
  private final double[] cumulative;

  /**
   * @param ranks how many there are
   * @param exponent 0 for equal shares; with 1.05 and 5,000 ranks the first has 12 %
   */
  Zipf(int ranks, double exponent) {
    cumulative = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += 1 / StrictMath.pow(rank + 1, exponent);
      cumulative[rank] = sum;
    }
    for (int rank = 0; rank < ranks; rank++) {
      cumulative[rank] /= sum;
    }
  }

  int draw(Dice dice) {
    int place = Arrays.binarySearch(cumulative, dice.share());
    return Math.min(place < 0 ? -place - 1 : place, cumulative.length - 1);
  }
}
