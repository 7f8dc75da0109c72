package io.midwatch.storage.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.AuditEntry;
import io.midwatch.storage.contract.control.AuditLog;
import io.midwatch.storage.contract.control.AuditQuery;
import io.midwatch.storage.contract.control.ErrorGroupState;
import io.midwatch.storage.contract.control.ErrorState;
import io.midwatch.storage.contract.control.ErrorStates;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link ErrorStates} does. */
public abstract class ErrorStatesContract {
  private static final Actor ADA = Actor.person("ada", "10.0.0.7");

  private ErrorStates states;
  private AuditLog audit;

  /** Both empty; changes of the states are audited in the log. */
  public record Stores(ErrorStates states, AuditLog audit) {}

  protected abstract Stores newStores();

  @BeforeEach
  void openStores() {
    Stores stores = newStores();
    states = stores.states();
    audit = stores.audit();
  }

  @Test
  void aGroupNobodyChangedHasNoState() {
    assertThat(states.state("a")).isEmpty();
    assertThat(states.states(List.of("a", "b"))).isEmpty();
    assertThat(states.history("a")).isEmpty();
  }

  static Stream<ErrorState> kinds() {
    return Stream.of(
        new ErrorState.Fresh(),
        new ErrorState.Ongoing(),
        new ErrorState.Escalating(),
        new ErrorState.Resolved("2.41.0"),
        new ErrorState.Resolved(null),
        new ErrorState.Regressed("2.42.0"),
        new ErrorState.Regressed(null),
        new ErrorState.Ignored(new ErrorState.Until.Forever()),
        new ErrorState.Ignored(new ErrorState.Until.Time(1_763_776_800_000_000_001L)),
        new ErrorState.Ignored(new ErrorState.Until.Occurrences(100)),
        new ErrorState.Ignored(new ErrorState.Until.Escalation()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void keepsAllOfAState(ErrorState state) {
    ErrorGroupState change =
        new ErrorGroupState("a", 1, state, "grace", 1_763_776_800_000_000_123L, ADA, "it's <b>");

    assertThat(states.change(change)).isTrue();
    assertThat(states.state("a")).contains(change);
    assertThat(states.inState(List.of(state.label()), 10)).containsExactly(change);
  }

  @Test
  void keepsTheHistoryOldestFirst() {
    ErrorGroupState fresh = change("a", 1, new ErrorState.Fresh(), 10);
    ErrorGroupState resolved = change("a", 2, new ErrorState.Resolved("2"), 20);
    ErrorGroupState regressed = change("a", 3, new ErrorState.Regressed("3"), 30);

    assertThat(states.history("a")).containsExactly(fresh, resolved, regressed);
    assertThat(states.state("a")).contains(regressed);
    assertThat(states.inState(List.of("new", "resolved"), 10)).isEmpty();
  }

  @Test
  void theSlowerOfTwoChangesIsNotMade() {
    ErrorGroupState first = change("a", 1, new ErrorState.Fresh(), 10);
    ErrorGroupState slower =
        new ErrorGroupState("a", 1, new ErrorState.Ongoing(), null, 11, ADA, "");
    ErrorGroupState ahead =
        new ErrorGroupState("a", 3, new ErrorState.Ongoing(), null, 12, ADA, "");

    assertThat(states.change(slower)).isFalse();
    assertThat(states.change(ahead)).isFalse();
    assertThat(states.history("a")).containsExactly(first);
    assertThat(audit.entries(AuditQuery.newest(10))).isEmpty();
  }

  @Test
  void refusesARevisionBeforeTheFirst() {
    ErrorGroupState zero = new ErrorGroupState("a", 0, new ErrorState.Fresh(), null, 1, ADA, "");
    assertThatIllegalArgumentException().isThrownBy(() -> states.change(zero));
  }

  @Test
  void findsStatesOfManyGroupsAtOnce() {
    ErrorGroupState a = change("a", 1, new ErrorState.Fresh(), 10);
    ErrorGroupState b = change("b", 1, new ErrorState.Ongoing(), 20);
    change("c", 1, new ErrorState.Ongoing(), 30);

    assertThat(states.states(List.of("a", "b", "none")))
        .containsOnly(Map.entry("a", a), Map.entry("b", b));
  }

  @Test
  void findsGroupsInStatesLastChangedFirst() {
    ErrorGroupState a = change("a", 1, new ErrorState.Fresh(), 10);
    ErrorGroupState b = change("b", 1, new ErrorState.Ongoing(), 30);
    ErrorGroupState c = change("c", 1, new ErrorState.Fresh(), 20);
    ErrorGroupState d = change("d", 1, new ErrorState.Fresh(), 20);
    change("e", 1, new ErrorState.Resolved(null), 40);

    assertThat(states.inState(List.of("new", "ongoing"), 10)).containsExactly(b, c, d, a);
    assertThat(states.inState(List.of("new", "ongoing"), 2)).containsExactly(b, c);
    assertThat(states.inState(List.of(), 10)).isEmpty();
  }

  @Test
  void auditsWhatPeopleChangeAndNotWhatTheSystemDoes() {
    change("a", 1, new ErrorState.Fresh(), 10);
    states.change(
        new ErrorGroupState(
            "a", 2, new ErrorState.Resolved("2.41.0"), null, 20, ADA, "rolled back"));

    List<AuditEntry> entries = audit.entries(AuditQuery.newest(10));
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().action()).isEqualTo("error.resolved");
    assertThat(entries.getFirst().target()).isEqualTo("error/a");
    assertThat(entries.getFirst().actor()).isEqualTo(ADA);
    assertThat(entries.getFirst().timeUnixNano()).isEqualTo(20);
  }

  private ErrorGroupState change(String id, long revision, ErrorState state, long time) {
    ErrorGroupState change = new ErrorGroupState(id, revision, state, null, time, Actor.SYSTEM, "");
    assertThat(states.change(change)).isTrue();
    return change;
  }
}
