package io.midwatch.derive.trace;

/**
 * What spans are to their trace that have the same facts.
 *
 * @param request whether a tenant is counted for it: SERVER and CONSUMER spans
 * @param failed by the canonical reading
 */
public record TracePart(Party party, Side side, boolean request, boolean failed) {
  /** Which end of an edge a span is. */
  public enum Side {
    /** Work a service was asked to do by a call. */
    CALLED,
    /** A message that is worked on. */
    RECEIVES,
    /** A call whose other end is a span when it is instrumented. */
    CALLS,
    /** A call that counts as an edge by itself, though its other end may show up. */
    CALLS_OUTSIDE,
    /** A message that is handed over. */
    SENDS,
    /** None that another span tells of. */
    NONE
  }
}
