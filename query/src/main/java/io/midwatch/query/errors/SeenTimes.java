package io.midwatch.query.errors;

import io.midwatch.storage.contract.rollup.ExponentialHistogram;

/** First and last time, from distributions of microseconds. Not thread-safe. */
final class SeenTimes {
  static final long NANOS_PER_MICRO = 1_000;

  private double first = Double.POSITIVE_INFINITY;
  private double last = Double.NEGATIVE_INFINITY;

  void add(ExponentialHistogram micros) {
    if (micros.count() > 0) {
      first = Math.min(first, micros.min());
      last = Math.max(last, micros.max());
    }
  }

  /** 0 before anything was added. */
  long firstUnixNano() {
    return first > last ? 0 : (long) first * NANOS_PER_MICRO;
  }

  /** 0 before anything was added. */
  long lastUnixNano() {
    return first > last ? 0 : (long) last * NANOS_PER_MICRO;
  }
}
