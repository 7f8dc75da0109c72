package io.midwatch.collector.otlp;

/**
 * Which times of the wire an item can be filed under: epoch nanoseconds that a half-open range of
 * longs can hold.
 *
 * <pre>
 * 0, or without the field      none
 * 1 to 2^63 - 2                until 2262-04-11
 * 2^63 - 1 to 2^64 - 1         none: no question would ever find the item
 * </pre>
 */
final class UsableTime {
  private UsableTime() {}

  static boolean is(long unixNano) {
    return unixNano > 0 && unixNano < Long.MAX_VALUE;
  }

  /** The time, 0 when nothing can be filed under it. */
  static long orNone(long unixNano) {
    return is(unixNano) ? unixNano : 0;
  }
}
