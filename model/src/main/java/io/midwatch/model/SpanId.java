package io.midwatch.model;

import org.jspecify.annotations.Nullable;

/** A 64-bit span id, never zero. Written as 16 lower-case hex digits, {@code 00f067aa0ba902b7}. */
public record SpanId(long value) implements Comparable<SpanId> {

  public SpanId {
    if (value == 0) {
      throw new IllegalArgumentException("span id must not be zero");
    }
  }

  /** The id of 16 hex digits in any case, or null when the text is anything else or all zero. */
  public static @Nullable SpanId parse(String hex) {
    if (!Hex.isHex(hex, 16)) {
      return null;
    }
    long value = Long.parseUnsignedLong(hex, 16);
    return value == 0 ? null : new SpanId(value);
  }

  /** 16 lower-case hex digits. */
  public String hex() {
    return Hex.of(value);
  }

  @Override
  public int compareTo(SpanId other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return hex();
  }
}
