package io.midwatch.storage.contract.answer;

import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.QueryLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left of a question's limits, and what is to be said of its answer. Not thread-safe, but
 * for cancelling.
 */
public final class Budget {
  private static final int ROWS_PER_LOOK_AT_THE_CLOCK = 1024;

  private final QueryLimits limits;
  private final InstantSource clock;
  private final Instant deadline;
  private final List<String> reasons = new ArrayList<>();
  private long scanned;
  private boolean stopped;
  private boolean incomplete;
  private boolean approximate;
  private volatile boolean cancelled;

  /** The time begins to run. */
  public Budget(QueryLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.deadline = clock.instant().plus(limits.timeout());
  }

  /** Counts one more row, or says that it must not be looked at. */
  public boolean spend() {
    if (stopped) {
      return false;
    }
    if (scanned >= limits.rowsScanned()) {
      return stop("stopped after " + scanned + " rows");
    }
    if (scanned % ROWS_PER_LOOK_AT_THE_CLOCK == 0 && !goOn()) {
      return false;
    }
    scanned++;
    return true;
  }

  /**
   * Counts some more rows and looks at the clock. Returns how many of them may be looked at; fewer
   * than asked for means that the question ends with them.
   */
  public int spend(int rows) {
    if (stopped || rows == 0) {
      return 0;
    }
    if (cancelled) {
      stop("cancelled");
      return 0;
    }
    if (scanned < limits.rowsScanned() && !clock.instant().isBefore(deadline)) {
      stop("stopped after " + text(limits.timeout()));
      return 0;
    }
    int allowed = (int) Math.min(rows, limits.rowsScanned() - scanned);
    scanned += allowed;
    if (allowed < rows) {
      stop("stopped after " + scanned + " rows");
    }
    return allowed;
  }

  /** Looks at the clock between two steps that read no rows of a scan; false ends the question. */
  public boolean goOn() {
    if (cancelled && !stopped) {
      stop("cancelled");
    } else if (!stopped && !clock.instant().isBefore(deadline)) {
      stop("stopped after " + text(limits.timeout()));
    }
    return !stopped;
  }

  /** Ends the question at the next look at the clock. Thread-safe. */
  public void cancel() {
    cancelled = true;
  }

  /** What the question may take from when this was made. */
  public Duration timeout() {
    return limits.timeout();
  }

  /** Whether rows or time have run out. */
  public boolean isSpent() {
    return stopped;
  }

  private boolean stop(String reason) {
    stopped = true;
    incomplete(reason);
    return false;
  }

  private static String text(Duration timeout) {
    long millis = timeout.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /** Most groups an answer may have. */
  public int groups() {
    return limits.groups();
  }

  /** The answer lacks something, in words a user can read. */
  public void incomplete(String reason) {
    incomplete = true;
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
  }

  /** Figures of the answer are estimates as percentiles always are: no reason to say more. */
  public void approximate() {
    approximate = true;
  }

  public Completeness completeness() {
    return new Completeness(!incomplete, approximate, scanned, reasons);
  }
}
