package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.QueryLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What is left of a question's limits, and what is to be said of its answer. Not thread-safe. */
final class Budget {
  private static final int ROWS_PER_LOOK_AT_THE_CLOCK = 1024;

  private final QueryLimits limits;
  private final InstantSource clock;
  private final Instant deadline;
  private final List<String> reasons = new ArrayList<>();
  private long scanned;
  private boolean stopped;
  private boolean incomplete;
  private boolean approximate;

  Budget(QueryLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.deadline = clock.instant().plus(limits.timeout());
  }

  /** Counts one more row, or says that it must not be looked at. */
  boolean spend() {
    if (stopped) {
      return false;
    }
    if (scanned >= limits.rowsScanned()) {
      return stop("stopped after " + scanned + " rows");
    }
    if (scanned % ROWS_PER_LOOK_AT_THE_CLOCK == 0 && !clock.instant().isBefore(deadline)) {
      return stop("stopped after " + text(limits.timeout()));
    }
    scanned++;
    return true;
  }

  private boolean stop(String reason) {
    stopped = true;
    incomplete(reason);
    return false;
  }

  private static String text(Duration timeout) {
    return timeout.toMillis() + " ms";
  }

  int groups() {
    return limits.groups();
  }

  void incomplete(String reason) {
    incomplete = true;
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
  }

  void approximate(String reason) {
    approximate = true;
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
  }

  Completeness completeness() {
    return new Completeness(!incomplete, approximate, scanned, reasons);
  }
}
