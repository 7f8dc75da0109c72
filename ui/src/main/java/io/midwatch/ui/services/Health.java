package io.midwatch.ui.services;

import io.midwatch.query.requests.RequestFigures;

/**
 * How a service or endpoint is, from its failed requests: the mark, its colour role and its word.
 */
public enum Health {
  FAILING("crit", "failing"),
  SOME("warn", "some fail"),
  FINE("quiet", "ok"),
  UNKNOWN("mute", "no requests");

  /** The share of failed requests from which something is called failing. */
  public static final double LIMIT = 0.01;

  /** Fewer failures are chance, whatever their share. */
  private static final long FEWEST = 3;

  private final String mark;
  private final String word;

  Health(String mark, String word) {
    this.mark = mark;
    this.word = word;
  }

  /** Failing from 3 failures that are at least 1 % of the requests. */
  public static Health of(RequestFigures figures) {
    Double ratio = figures.failedRatio();
    if (ratio == null) {
      return UNKNOWN;
    }
    if (figures.failed() >= FEWEST && ratio >= LIMIT) {
      return FAILING;
    }
    return figures.failed() > 0 ? SOME : FINE;
  }

  public String mark() {
    return mark;
  }

  public String word() {
    return word;
  }
}
