package io.midwatch.storage.contract.control;

import org.jspecify.annotations.Nullable;

/** What is to be thought of an error group now. */
public sealed interface ErrorState {
  /** Seen for the first time lately. */
  record Fresh() implements ErrorState {}

  /** Known, going on. */
  record Ongoing() implements ErrorState {}

  /** Going on much more often than usual. */
  record Escalating() implements ErrorState {}

  /**
   * Said to be fixed.
   *
   * @param inVersion the first version with the fix; null when it holds for whatever runs now
   */
  record Resolved(@Nullable String inVersion) implements ErrorState {}

  /**
   * Came back after it was resolved.
   *
   * @param inVersion the version it came back in; null when the version was not sent
   */
  record Regressed(@Nullable String inVersion) implements ErrorState {}

  /** Not to be shown until something happens. */
  record Ignored(Until until) implements ErrorState {}

  /** What ends ignoring. */
  sealed interface Until {
    /** Nothing but a person. */
    record Forever() implements Until {}

    /** A time, epoch nanoseconds. */
    record Time(long unixNano) implements Until {}

    /** So many more occurrences. */
    record Occurrences(long more) implements Until {
      public Occurrences {
        if (more < 1) {
          throw new IllegalArgumentException("occurrences must be positive: " + more);
        }
      }
    }

    /** The group escalates. */
    record Escalation() implements Until {}
  }

  /** The lower-case name used in JSON and in filters: new, ongoing, escalating, … */
  default String label() {
    return switch (this) {
      case Fresh _ -> "new";
      case Ongoing _ -> "ongoing";
      case Escalating _ -> "escalating";
      case Resolved _ -> "resolved";
      case Regressed _ -> "regressed";
      case Ignored _ -> "ignored";
    };
  }
}
