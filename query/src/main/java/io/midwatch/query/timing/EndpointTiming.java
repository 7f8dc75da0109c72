package io.midwatch.query.timing;

import io.midwatch.storage.contract.query.Completeness;

/**
 * Why an endpoint takes as long as it does.
 *
 * @param split where the time of some requests from all over the window goes
 * @param slowSplit where that of some of its slow ones goes
 * @param slow what slow ones have in common
 */
public record EndpointTiming(
    TimeSplit split, TimeSplit slowSplit, SlowRequests slow, Completeness completeness) {
  /** Nothing is known. */
  public static final EndpointTiming NONE =
      new EndpointTiming(TimeSplit.NONE, TimeSplit.NONE, SlowRequests.NONE, Completeness.exact(0));

  /** How far all of it can be trusted. */
  public Completeness trust() {
    return completeness.and(slow.completeness());
  }
}
