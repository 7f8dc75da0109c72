package io.midwatch.insight.error;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.ErrorGroupState;
import io.midwatch.storage.contract.control.ErrorState;
import io.midwatch.storage.contract.control.ErrorStates;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the states of error groups in step with what the groups do, and takes what people decide.
 * Every change is kept with its time, its actor and its note. Thread-safe: of two changes at once
 * the second is made upon the first.
 */
public final class ErrorStateKeeper {
  /** A change that loses this often gives way: someone else is changing the group. */
  private static final int TRIES = 3;

  private final ErrorStates states;
  private final InstantSource clock;

  public ErrorStateKeeper(ErrorStates states, InstantSource clock) {
    this.states = states;
    this.clock = clock;
  }

  /**
   * Makes the change that follows from the activity, if one does; returns the state that then
   * holds. A group that is new is not written: it has no history yet.
   */
  public ErrorState follow(String groupId, ErrorActivity activity, VersionOrder versions) {
    Optional<ErrorGroupState> known = states.state(groupId);
    ErrorState before = known.map(ErrorGroupState::state).orElse(null);
    long since = known.map(ErrorGroupState::sinceUnixNano).orElse(0L);
    ErrorState next = ErrorTransition.next(before, since, activity, versions, now());
    if (next.equals(before) || known.isEmpty() && next instanceof ErrorState.Fresh) {
      return next;
    }
    // Lost against another change: that one holds, and the next activity is judged by it.
    boolean made = states.change(after(known, groupId, next, null, Actor.SYSTEM, ""));
    return made ? next : states.state(groupId).map(ErrorGroupState::state).orElse(next);
  }

  /**
   * Makes a person's decision; the assignee stays unless one is given.
   *
   * @return the change as made; empty when others changed the group at the same time, again and
   *     again
   */
  public Optional<ErrorGroupState> decide(
      String groupId, ErrorState state, @Nullable String assignee, Actor actor, String note) {
    for (int tries = 0; tries < TRIES; tries++) {
      ErrorGroupState change = after(states.state(groupId), groupId, state, assignee, actor, note);
      if (states.change(change)) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }

  private ErrorGroupState after(
      Optional<ErrorGroupState> known,
      String groupId,
      ErrorState state,
      @Nullable String assignee,
      Actor actor,
      String note) {
    long revision = known.map(ErrorGroupState::revision).orElse(0L) + 1;
    String kept = known.isEmpty() ? null : known.get().assignee();
    return new ErrorGroupState(
        groupId, revision, state, assignee == null ? kept : assignee, now(), actor, note);
  }

  private long now() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
