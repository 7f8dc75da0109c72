package io.midwatch.model;

import org.jspecify.annotations.Nullable;

/**
 * A 128-bit trace id, never all zero. Written as 32 lower-case hex digits, for example {@code
 * 4bf92f3577b34da6a3ce929d0e0e4736}. Ids of 64-bit tracers have a zero {@code high} half.
 */
public record TraceId(long high, long low) implements Comparable<TraceId> {

  public TraceId {
    if (high == 0 && low == 0) {
      throw new IllegalArgumentException("trace id must not be all zero");
    }
  }

  /** The id of 32 hex digits in any case, or null when the text is anything else or all zero. */
  public static @Nullable TraceId parse(String hex) {
    if (!Hex.isHex(hex, 32)) {
      return null;
    }
    long high = Long.parseUnsignedLong(hex, 0, 16, 16);
    long low = Long.parseUnsignedLong(hex, 16, 32, 16);
    return high == 0 && low == 0 ? null : new TraceId(high, low);
  }

  /** 32 lower-case hex digits. */
  public String hex() {
    return Hex.of(high) + Hex.of(low);
  }

  @Override
  public int compareTo(TraceId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return hex();
  }
}
