package io.midwatch.storage.testkit.control;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.ErrorGroupState;
import io.midwatch.storage.contract.control.ErrorState;
import io.midwatch.storage.contract.control.ErrorStates;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * States that somebody else always changes first, when a change is of the contended kind.
 *
 * @param states where changes go, the other's as well
 * @param contended which changes come too late
 */
public record ContendedErrorStates(ErrorStates states, Predicate<ErrorGroupState> contended)
    implements ErrorStates {
  @Override
  public boolean change(ErrorGroupState change) {
    if (contended.test(change)) {
      states.change(
          new ErrorGroupState(
              change.groupId(),
              change.revision(),
              new ErrorState.Ongoing(),
              null,
              change.sinceUnixNano(),
              Actor.person("eve", ""),
              "faster"));
    }
    return states.change(change);
  }

  @Override
  public Optional<ErrorGroupState> state(String groupId) {
    return states.state(groupId);
  }

  @Override
  public Map<String, ErrorGroupState> states(Collection<String> groupIds) {
    return states.states(groupIds);
  }

  @Override
  public List<ErrorGroupState> inState(Collection<String> labels, int limit) {
    return states.inState(labels, limit);
  }

  @Override
  public List<ErrorGroupState> history(String groupId) {
    return states.history(groupId);
  }
}
