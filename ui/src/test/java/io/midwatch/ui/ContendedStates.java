package io.midwatch.ui;

import io.midwatch.storage.contract.control.ErrorGroupState;
import io.midwatch.storage.contract.control.ErrorState;
import io.midwatch.storage.contract.control.ErrorStates;
import io.midwatch.storage.contract.memory.InMemoryAuditLog;
import io.midwatch.storage.contract.memory.InMemoryErrorStates;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * States in memory; a change whose version is {@link #CONTENDED} always loses against another's.
 */
public final class ContendedStates implements ErrorStates {
  /** What makes a change lose. */
  public static final String CONTENDED = "contended";

  private final ErrorStates states = new InMemoryErrorStates(new InMemoryAuditLog());

  @Override
  public boolean change(ErrorGroupState change) {
    return !change.state().equals(new ErrorState.Resolved(CONTENDED)) && states.change(change);
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
