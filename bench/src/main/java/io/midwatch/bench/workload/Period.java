package io.midwatch.bench.workload;

/**
 * Where in time a workload lies, epoch nanoseconds, half-open.
 *
 * @param fromUnixNano start of the first window
 * @param toUnixNano after the start of every span
 */
public record Period(long fromUnixNano, long toUnixNano) {
  public Period {
    if (fromUnixNano < 0 || toUnixNano <= fromUnixNano) {
      throw new IllegalArgumentException(
          "expected a time range, found " + fromUnixNano + " to " + toUnixNano);
    }
  }

  public long lengthNanos() {
    return toUnixNano - fromUnixNano;
  }

  /** Part {@code index} of {@code parts} of almost equal length. */
  Period part(int index, int parts) {
    return new Period(boundary(index, parts), boundary(index + 1, parts));
  }

  private long boundary(int index, int parts) {
    return fromUnixNano + (long) ((double) lengthNanos() / parts * index);
  }
}
