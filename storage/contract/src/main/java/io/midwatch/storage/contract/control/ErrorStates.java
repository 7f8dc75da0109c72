package io.midwatch.storage.contract.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the states of error groups with their history. A group nobody ever changed has no state.
 * Thread-safe; durable when a call returns; answers are the caller's own.
 */
public interface ErrorStates {
  /**
   * Makes a change if the group is still at the revision before it: {@code change.revision() - 1},
   * 0 for a group without a state. Returns whether it was made; when not, someone else was faster
   * and the caller reads again. A change by an audited actor is an audit entry {@code error.} and
   * the state's label, on {@code error/groupId}.
   *
   * @throws IllegalArgumentException when the revision is below 1
   */
  boolean change(ErrorGroupState change);

  Optional<ErrorGroupState> state(String groupId);

  /** The states of those groups that have one, by group id. */
  Map<String, ErrorGroupState> states(Collection<String> groupIds);

  /**
   * Groups now in one of these states by label, last changed first, ties by group id, at most
   * {@code limit}.
   */
  List<ErrorGroupState> inState(Collection<String> labels, int limit);

  /** Every state the group was in, oldest first. */
  List<ErrorGroupState> history(String groupId);
}
