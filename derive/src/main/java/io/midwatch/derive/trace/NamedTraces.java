package io.midwatch.derive.trace;

import java.util.Arrays;

/**
 * Traces heard of within a second that have their tenant. Spans of a trace come close together and
 * most name the same tenant; this small table spares them the look-up in a large one. Not
 * thread-safe.
 */
final class NamedTraces {
  private static final int SLOTS = 1 << 12;
  private static final long KEPT_NANOS = 1_000_000_000L;

  private final long[] mixed = new long[SLOTS];
  private long since;

  /** What was added more than a second ago is forgotten. */
  void begin(long received) {
    if (received - since > KEPT_NANOS || received < since) {
      clear();
      since = received;
    }
  }

  void clear() {
    Arrays.fill(mixed, 0);
  }

  /**
   * @param trace its id as one number
   */
  boolean holds(long trace) {
    return trace != 0 && mixed[slot(trace)] == trace;
  }

  void add(long trace) {
    mixed[slot(trace)] = trace;
  }

  private static int slot(long trace) {
    return (int) trace & SLOTS - 1;
  }
}
