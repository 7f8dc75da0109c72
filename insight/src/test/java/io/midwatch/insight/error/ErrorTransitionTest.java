package io.midwatch.insight.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.ErrorGroupState;
import io.midwatch.storage.contract.control.ErrorState;
import io.midwatch.storage.contract.control.ErrorState.Escalating;
import io.midwatch.storage.contract.control.ErrorState.Fresh;
import io.midwatch.storage.contract.control.ErrorState.Ignored;
import io.midwatch.storage.contract.control.ErrorState.Ongoing;
import io.midwatch.storage.contract.control.ErrorState.Regressed;
import io.midwatch.storage.contract.control.ErrorState.Resolved;
import io.midwatch.storage.contract.control.ErrorState.Until;
import io.midwatch.storage.contract.memory.InMemoryAuditLog;
import io.midwatch.storage.contract.memory.InMemoryErrorStates;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTransitionTest {
  private static final long HOUR = 3_600_000_000_000L;
  private static final long DAY = 24 * HOUR;
  private static final long NOW = 100 * DAY;
  private static final VersionOrder VERSIONS =
      new VersionOrder(Map.of("3f1c9a0", 1L, "90be5d1", 2L, "c1d2e3f", 3L));

  @Test
  void isNewForADayThenOngoing() {
    assertThat(next(null, NOW, seen(NOW - HOUR, 1_000, 0))).isEqualTo(new Fresh());
    assertThat(next(new Fresh(), NOW, seen(NOW - DAY + 1, 5, 1))).isEqualTo(new Fresh());
    assertThat(next(new Fresh(), NOW, seen(NOW - DAY, 5, 5))).isEqualTo(new Ongoing());
    assertThat(next(null, NOW, seen(NOW - DAY, 5, 5))).isEqualTo(new Ongoing());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 9, false",
    "0, 10, true",
    "4, 12, false",
    "4, 15, true",
    "1000, 2900, false",
    "1000, 3001, true",
    "100, 250, false",
  })
  void escalatesFarAboveTheUsual(double usual, long lastHour, boolean escalates) {
    ErrorState state = next(new Ongoing(), 0, seen(0, lastHour, usual));

    assertThat(state).isEqualTo(escalates ? new Escalating() : new Ongoing());
    assertThat(next(new Ignored(new Until.Escalation()), 0, seen(0, lastHour, usual)))
        .isEqualTo(escalates ? new Escalating() : new Ignored(new Until.Escalation()));
  }

  @Test
  void calmsDownOnlyNearTheUsual() {
    assertThat(next(new Escalating(), 0, seen(0, 21, 10))).isEqualTo(new Escalating());
    assertThat(next(new Escalating(), 0, seen(0, 20, 10))).isEqualTo(new Ongoing());
    assertThat(next(new Escalating(), 0, seen(0, 0, 0))).isEqualTo(new Ongoing());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2.10.0  | 2.9.0           | 2.9.9    | false |
          2.10.0  | 2.9.0           | 2.10.0   | true  | 2.10.0
          2.10.0  | 2.9.0           | v2.10.1  | true  | v2.10.1
          2.10.0  | 2.9.0           | 2.10.0-rc.1 | false |
          2.10.0  | 2.9.0           | ''       | true  |
          2.10.0  | 2.9.0           | 2.11 2.9.0 2.10.1 | true | 2.10.1
                  | 2.9.0 2.8.0     | 2.8.0    | false |
                  | 2.9.0 2.8.0     | 2.9.0    | false |
                  | 2.9.0 2.8.0     | 2.9.1    | true  | 2.9.1
                  | ''              | 1.0      | true  | 1.0
          90be5d1 | 3f1c9a0         | 3f1c9a0  | false |
          90be5d1 | 3f1c9a0         | c1d2e3f  | true  | c1d2e3f
                  | 90be5d1         | 3f1c9a0  | false |
                  | 90be5d1         | unheard  | true  | unheard
          """)
  void aResolvedGroupComesBackOnlyInAVersionWithTheFix(
      @Nullable String fixed, String before, String since, boolean back, @Nullable String in) {
    ErrorActivity activity = new ErrorActivity(0, 3, 3, 0, split(before), split(since));

    assertThat(next(new Resolved(fixed), NOW - HOUR, activity))
        .isEqualTo(back ? new Regressed(in) : new Resolved(fixed));
  }

  @Test
  void aResolvedGroupThatIsNotSeenStaysResolved() {
    ErrorActivity quiet = new ErrorActivity(0, 0, 0, 50, Set.of("1"), Set.of());

    assertThat(next(new Resolved(null), NOW - HOUR, quiet)).isEqualTo(new Resolved(null));
  }

  @Test
  void aRegressedGroupIsOngoingADayLater() {
    assertThat(next(new Regressed("2"), NOW - HOUR, seen(0, 5, 5))).isEqualTo(new Regressed("2"));
    assertThat(next(new Regressed("2"), NOW - DAY, seen(0, 5, 5))).isEqualTo(new Ongoing());
    assertThat(next(new Regressed("2"), NOW - HOUR, seen(0, 500, 5))).isEqualTo(new Escalating());
  }

  @Test
  void ignoringEndsWhenItWasSaidTo() {
    ErrorActivity five = new ErrorActivity(0, 5, 500, 0, Set.of(), Set.of());

    assertThat(next(new Ignored(new Until.Forever()), 0, five))
        .isEqualTo(new Ignored(new Until.Forever()));
    assertThat(next(new Ignored(new Until.Time(NOW + 1)), 0, five))
        .isEqualTo(new Ignored(new Until.Time(NOW + 1)));
    assertThat(next(new Ignored(new Until.Time(NOW)), 0, five)).isEqualTo(new Ongoing());
    assertThat(next(new Ignored(new Until.Occurrences(6)), 0, five))
        .isEqualTo(new Ignored(new Until.Occurrences(6)));
    assertThat(next(new Ignored(new Until.Occurrences(5)), 0, five)).isEqualTo(new Ongoing());
  }

  @Test
  void keepsEveryChangeWithWhoMadeIt() {
    InMemoryErrorStates states = new InMemoryErrorStates(new InMemoryAuditLog());
    ErrorStateKeeper keeper =
        new ErrorStateKeeper(
            states, InstantSource.fixed(Instant.ofEpochSecond(NOW / 1_000_000_000)));
    Actor ann = Actor.person("ann", "");

    assertThat(keeper.follow("g", seen(NOW - HOUR, 5, 0), VERSIONS)).isEqualTo(new Fresh());
    assertThat(states.state("g")).as("new is not written").isEmpty();
    assertThat(keeper.decide("g", new Resolved("2.10.0"), "ann", ann, "fixed")).isPresent();
    ErrorActivity back = new ErrorActivity(0, 1, 1, 0, Set.of("2.9.0"), Set.of("2.10.1"));
    assertThat(keeper.follow("g", back, VERSIONS)).isEqualTo(new Regressed("2.10.1"));
    assertThat(keeper.follow("g", back, VERSIONS)).as("again").isEqualTo(new Regressed("2.10.1"));

    assertThat(states.history("g"))
        .extracting(ErrorGroupState::revision, ErrorGroupState::state, ErrorGroupState::changedBy)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, new Resolved("2.10.0"), ann),
            org.assertj.core.groups.Tuple.tuple(2L, new Regressed("2.10.1"), Actor.SYSTEM));
    assertThat(states.state("g").orElseThrow().assignee()).isEqualTo("ann");
  }

  private static ErrorState next(@Nullable ErrorState state, long since, ErrorActivity activity) {
    return ErrorTransition.next(state, since, activity, VERSIONS, NOW);
  }

  private static ErrorActivity seen(long first, long lastHour, double usual) {
    return new ErrorActivity(first, lastHour, lastHour, usual, Set.of("1"), Set.of("1"));
  }

  private static Set<String> split(String versions) {
    return Set.of(versions.split(" "));
  }
}
