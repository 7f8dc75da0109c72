package io.midwatch.storage.columnar.rollup;

/**
 * Where figures of a table are missing; epoch nanoseconds.
 *
 * @param goneBeforeUnixNano buckets that start before it are gone or were never taken
 * @param refusedFrom start of the first bucket refused as too far in the future
 * @param refusedTo start of the last one; before {@code refusedFrom} when there is none
 */
record Gaps(long goneBeforeUnixNano, long refusedFrom, long refusedTo) {
  static final Gaps NONE = new Gaps(Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);

  Gaps goneBefore(long unixNano) {
    return new Gaps(Math.max(goneBeforeUnixNano, unixNano), refusedFrom, refusedTo);
  }

  Gaps refused(long start) {
    return new Gaps(goneBeforeUnixNano, Math.min(refusedFrom, start), Math.max(refusedTo, start));
  }

  Gaps and(Gaps other) {
    return new Gaps(
        Math.max(goneBeforeUnixNano, other.goneBeforeUnixNano),
        Math.min(refusedFrom, other.refusedFrom),
        Math.max(refusedTo, other.refusedTo));
  }

  /** Whether a bucket that starts in {@code [from, to)} was refused. */
  boolean refusedIn(long from, long to) {
    return refusedFrom < to && refusedTo >= from;
  }
}
