package io.midwatch.storage.contract.control.alert;

import org.jspecify.annotations.Nullable;

/** Where an alert stands. All times are epoch nanoseconds. */
public sealed interface AlertPhase {
  /** The condition holds, not yet for long enough. */
  record Pending() implements AlertPhase {}

  /**
   * The condition held for long enough.
   *
   * @param keepFiringSinceUnixNano since when only {@code keep_firing_for} holds it, null while the
   *     condition itself does
   * @param held why it fires although the condition could not be seen, null when it was
   */
  record Firing(long firedUnixNano, @Nullable Long keepFiringSinceUnixNano, @Nullable Hold held)
      implements AlertPhase {}

  /** The condition is over. */
  record Resolved(long firedUnixNano, long resolvedUnixNano, Reason reason) implements AlertPhase {}

  /** Why a firing alert was neither confirmed nor resolved. */
  enum Hold {
    NO_DATA,
    QUERY_ERROR
  }

  /** Why an alert was resolved. */
  enum Reason {
    VALUE,
    NO_DATA_TIMEOUT,
    RULE_DELETED,
    MANUAL
  }
}
