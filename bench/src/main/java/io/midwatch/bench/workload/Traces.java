package io.midwatch.bench.workload;

/**
 * Ids and times of the traces of a workload, by number, so that spans and logs of the same seed
 * agree without knowing each other.
 *
 * @param count how many there are in the period, at least 1
 */
record Traces(long seed, Period period, int count) {
  /** Mean number of spans; sizes are 2 to 14, every one once in {@link #SIZES} traces. */
  static final int MEAN_SPANS = 8;

  static final int SIZES = 13;

  private static final int SMALLEST = 2;

  /** The traces of a workload with so many spans. */
  static Traces ofSpans(long seed, Period period, long spans) {
    return new Traces(seed, period, Math.toIntExact(Math.ceilDiv(spans, MEAN_SPANS)));
  }

  /** Spans of trace {@code number}: 2 to 14, in an order of its own every 13 traces. */
  int spans(int number) {
    int shift = new Dice(Dice.seed(seed, -1L - number / SIZES)).below(SIZES);
    return SMALLEST + (number * 5 + shift) % SIZES;
  }

  long traceSeed(int number) {
    return Dice.seed(seed, number);
  }

  long idHigh(int number) {
    return Dice.seed(traceSeed(number), -2);
  }

  long idLow(int number) {
    return Dice.seed(traceSeed(number), -3);
  }

  /** The id of a span of the trace; the root is span 0. */
  long spanId(int number, int span) {
    return Dice.seed(traceSeed(number), span);
  }

  /** Start of the trace, growing with its number, epoch nanoseconds. */
  long start(int number) {
    double step = (double) period.lengthNanos() / count;
    double jitter = new Dice(traceSeed(number)).share();
    return period.fromUnixNano() + (long) (step * number + step * jitter);
  }

  /** The trace that runs after so much of the period, 0 to 1. */
  int at(double share) {
    return Math.min(count - 1, (int) (share * count));
  }
}
