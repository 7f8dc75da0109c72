package io.midwatch.api.json;

/** Epoch nanoseconds in JSON: texts, because they do not fit into a double. */
public final class Nanos {
  private Nanos() {}

  /** {@code "1763776800000000123"}; {@code "0"} stands for "not sent". */
  public static String text(long unixNano) {
    return Long.toString(unixNano);
  }
}
