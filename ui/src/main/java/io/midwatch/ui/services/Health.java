package io.midwatch.ui.services;

import io.midwatch.query.requests.Recovery;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.services.EndpointRow;
import java.util.List;

/**
 * How a service or endpoint is, from its failed requests: the mark, its colour role and its word.
 */
public enum Health {
  FAILING("crit", "failing"),
  SOME("warn", "some fail"),
  FINE("quiet", "ok"),
  RECOVERED("quiet", "recovered"),
  UNKNOWN("mute", "no requests");

  /** The share of failed requests from which something is called failing. */
  public static final double LIMIT = RequestFigures.FAILING;

  private final String mark;
  private final String word;

  Health(String mark, String word) {
    this.mark = mark;
    this.word = word;
  }

  /** Failing from 3 failures that are at least 1 % of the requests. */
  public static Health of(RequestFigures figures) {
    if (figures.requests() == 0) {
      return UNKNOWN;
    }
    if (figures.fails()) {
      return FAILING;
    }
    return figures.failed() > 0 ? SOME : FINE;
  }

  /** The same, and recovered when that is over. */
  public static Health of(RequestFigures figures, List<RequestPoint> series) {
    Health whole = of(figures);
    return whole == FAILING && Recovery.ofRequests(series) != null ? RECOVERED : whole;
  }

  /** The same of an endpoint, about which it is known when that was over. */
  public static Health of(EndpointRow row) {
    return row.recoveredUnixNano() == null ? of(row.now()) : RECOVERED;
  }

  public String mark() {
    return mark;
  }

  public String word() {
    return word;
  }
}
