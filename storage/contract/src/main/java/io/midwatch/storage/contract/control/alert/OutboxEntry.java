package io.midwatch.storage.contract.control.alert;

import org.jspecify.annotations.Nullable;

/**
 * A notification and what has become of it.
 *
 * @param attempts times it was claimed
 * @param nextUnixNano when it may be claimed next; for a claimed one, when the claim ends
 * @param claim names the running claim, null when there is none
 * @param lastFailure why the last attempt failed or why it was given up, null when none did
 * @param changedUnixNano when the status became what it is
 */
public record OutboxEntry(
    Notification notification,
    Status status,
    int attempts,
    long nextUnixNano,
    @Nullable String claim,
    @Nullable String lastFailure,
    long changedUnixNano) {
  /** What has become of a notification. */
  public enum Status {
    WAITING,
    CLAIMED,
    DELIVERED,
    /** A newer one of the same destination and key took its place. */
    SUPERSEDED,
    /** Given up, with a reason. */
    DEAD;

    /** Whether nothing will happen to it any more. */
    public boolean finished() {
      return this == DELIVERED || this == SUPERSEDED || this == DEAD;
    }
  }
}
