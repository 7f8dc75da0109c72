package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.control.ErrorGroupState;
import io.midwatch.storage.contract.control.ErrorStates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Error states that are kept as long as the process lasts. */
public final class InMemoryErrorStates implements ErrorStates {
  private final Map<String, List<ErrorGroupState>> histories = new HashMap<>();
  private final InMemoryAuditLog audit;

  public InMemoryErrorStates(InMemoryAuditLog audit) {
    this.audit = audit;
  }

  @Override
  public synchronized boolean change(ErrorGroupState change) {
    if (change.revision() < 1) {
      throw new IllegalArgumentException("the first revision is 1, not " + change.revision());
    }
    long known = state(change.groupId()).map(ErrorGroupState::revision).orElse(0L);
    if (known != change.revision() - 1) {
      return false;
    }
    histories.computeIfAbsent(change.groupId(), _ -> new ArrayList<>()).add(change);
    audit.change(
        change.sinceUnixNano(),
        change.changedBy(),
        "error." + change.state().label(),
        "error/" + change.groupId(),
        change.note().isEmpty() ? Map.of() : Map.of("note", change.note()));
    return true;
  }

  @Override
  public synchronized Optional<ErrorGroupState> state(String groupId) {
    return Optional.ofNullable(histories.get(groupId)).map(List::getLast);
  }

  @Override
  public synchronized Map<String, ErrorGroupState> states(Collection<String> groupIds) {
    Map<String, ErrorGroupState> found = new HashMap<>();
    for (String groupId : groupIds) {
      state(groupId).ifPresent(state -> found.put(groupId, state));
    }
    return found;
  }

  @Override
  public synchronized List<ErrorGroupState> inState(Collection<String> labels, int limit) {
    Set<String> wanted = new HashSet<>(labels);
    return histories.values().stream()
        .map(List::getLast)
        .filter(state -> wanted.contains(state.state().label()))
        .sorted(
            Comparator.comparingLong(ErrorGroupState::sinceUnixNano)
                .reversed()
                .thenComparing(ErrorGroupState::groupId))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<ErrorGroupState> history(String groupId) {
    return List.copyOf(histories.getOrDefault(groupId, List.of()));
  }
}
