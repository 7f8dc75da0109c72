package io.midwatch.query.promql.histogram;

/** What is known of a histogram in relation to the one before it in its series. */
public enum CounterReset {
  UNKNOWN,
  RESET,
  NOT_RESET,
  GAUGE
}
