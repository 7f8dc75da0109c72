package io.midwatch.insight.error;

import io.midwatch.storage.contract.control.ErrorState;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a bug.
 *
 * @param assignee who looks after it from now on; null for whoever does already
 * @param note empty when nothing was said
 */
public record ErrorDecision(Kind kind, @Nullable String assignee, String note) {
  /** What is decided. */
  public sealed interface Kind {
    /** It is fixed: in this version and newer ones; null for whatever is newer than what failed. */
    record Resolve(@Nullable String inVersion) implements Kind {}

    /** It is not to be shown until a person says otherwise. */
    record IgnoreForever() implements Kind {}

    /** It is not to be shown until this time, epoch nanoseconds. */
    record IgnoreUntil(long unixNano) implements Kind {}

    /** It is not to be shown until it struck so many more times, at least 1. */
    record IgnoreFor(long occurrences) implements Kind {}

    /** It is not to be shown until it escalates. */
    record IgnoreUntilEscalation() implements Kind {}

    /** It is open again, or stays so. */
    record Reopen() implements Kind {}
  }

  ErrorState state() {
    return switch (kind) {
      case Kind.Resolve(String inVersion) -> new ErrorState.Resolved(inVersion);
      case Kind.IgnoreForever _ -> new ErrorState.Ignored(new ErrorState.Until.Forever());
      case Kind.IgnoreUntil(long time) -> new ErrorState.Ignored(new ErrorState.Until.Time(time));
      case Kind.IgnoreFor(long more) ->
          new ErrorState.Ignored(new ErrorState.Until.Occurrences(more));
      case Kind.IgnoreUntilEscalation _ ->
          new ErrorState.Ignored(new ErrorState.Until.Escalation());
      case Kind.Reopen _ -> new ErrorState.Ongoing();
    };
  }
}
