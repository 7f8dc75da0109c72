package io.midwatch.ui.chart;

import io.midwatch.ui.format.ReaderZone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Round numbers for axes. */
final class Axis {
  /** The most labels along the time axis. */
  private static final int MOST_TICKS = 7;

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(30),
          Duration.ofDays(90));

  private Axis() {}

  /**
   * The smallest of 1, 2, 4, 5, 10 × 10ⁿ that is not below {@code largest}; 1 for nothing. Half of
   * it is round too.
   */
  static double top(double largest) {
    if (!(largest > 0) || Double.isInfinite(largest)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(largest)));
    for (double factor : new double[] {1, 2, 4, 5, 10}) {
      if (largest <= factor * power * (1 + 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** The finest round step that gives at most {@value #MOST_TICKS} labels. */
  static Duration step(Duration window) {
    for (Duration step : STEPS) {
      if (window.dividedBy(step) <= MOST_TICKS) {
        return step;
      }
    }
    return STEPS.getLast();
  }

  /**
   * The first multiple of {@code step} that is not before {@code from}, counted from the epoch in
   * the reader's zone, so that labels are round where they are read.
   */
  static Instant firstTick(Instant from, Duration step) {
    long seconds = step.toSeconds();
    long offset = ReaderZone.current().getRules().getOffset(from).getTotalSeconds();
    long local = from.getEpochSecond() + offset;
    long first = Math.floorDiv(local + seconds - 1, seconds) * seconds;
    Instant tick = Instant.ofEpochSecond(first - offset);
    return tick.isBefore(from) ? tick.plus(step) : tick;
  }
}
