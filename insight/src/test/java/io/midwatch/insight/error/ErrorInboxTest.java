package io.midwatch.insight.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.errors.ErrorHistory;
import io.midwatch.query.errors.ErrorQuestion;
import io.midwatch.query.errors.ErrorSamples;
import io.midwatch.query.errors.ErrorsService;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.control.ErrorStates;
import io.midwatch.storage.contract.memory.InMemoryAuditLog;
import io.midwatch.storage.contract.memory.InMemoryErrorStates;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.testkit.control.ContendedErrorStates;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An inbox of 1,200 bugs, each of which struck once. */
class ErrorInboxTest {
  private static final int BUGS = 1_200;
  private static final ErrorDecision RESOLVED =
      new ErrorDecision(new ErrorDecision.Kind.Resolve(null), null, "");

  private final Instant now = Instant.parse("2026-11-17T03:17:46Z");
  private final long nanos = now.getEpochSecond() * 1_000_000_000L;
  private final InstantSource clock = InstantSource.fixed(now);
  private final InMemoryRollups rollups =
      new InMemoryRollups(ErrorTables.ALL, clock, Duration.ofHours(6));
  private final InMemoryErrorStates states = new InMemoryErrorStates(new InMemoryAuditLog());

  ErrorInboxTest() {
    rollups.apply(
        0,
        sink -> {
          for (int bug = 0; bug < BUGS; bug++) {
            RollupCell cell =
                sink.cell(
                    ErrorTables.ERRORS,
                    nanos,
                    RollupKey.ofTexts(id(bug), "shop", "POST /v1/orders", "2.41.0", "eu"));
            cell.count(0, 1);
            cell.record(0, nanos / 1e3);
          }
        });
  }

  @Test
  void countsTheStatesOfAllBugsWhateverThePageShows() {
    for (int bug = 0; bug < 7; bug++) {
      assertThat(inbox(states).decide(id(bug), RESOLVED, "ada", ""))
          .isInstanceOf(Decided.Kept.class);
    }

    InboxPage page = inbox(states).page(question(Set.of("resolved"), 5));

    assertThat(page.rows()).hasSize(5);
    assertThat(page.total()).isEqualTo(7);
    assertThat(page.next()).isNotNull();
    assertThat(page.states()).isEqualTo(Map.of("new", BUGS - 7L, "resolved", 7L));
  }

  @Test
  void tellsAnUnknownBugFromALostDecision() {
    ErrorInbox contended = inbox(new ContendedErrorStates(states, _ -> true));

    assertThat(contended.decide("ffffffffffffffff", RESOLVED, "ada", ""))
        .isEqualTo(new Decided.Unknown());
    assertThat(contended.decide(id(0), RESOLVED, "ada", "")).isEqualTo(new Decided.Lost());
    assertThat(states.history(id(0))).hasSize(3).noneMatch(change -> change.note().isEmpty());
  }

  private ErrorInbox inbox(ErrorStates kept) {
    return new ErrorInbox(
        new ErrorsService(rollups),
        new ErrorHistory(rollups, clock),
        new ErrorSamples(
            rollups,
            neverAsked(SpanReader.class),
            neverAsked(LogReader.class),
            _ -> List.of(),
            _ -> Optional.empty()),
        kept,
        clock);
  }

  private static <T> T neverAsked(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              throw new AssertionError(method.getName() + " is not for the inbox to ask");
            }));
  }

  private InboxQuestion question(Set<String> wanted, int limit) {
    long hour = 3_600_000_000_000L;
    Window window = Window.of(new TimeRange(nanos - hour, nanos + hour / 60));
    return new InboxQuestion(ErrorQuestion.of(window), wanted, InboxOrder.COUNT, null, limit);
  }

  private static String id(int bug) {
    return "%016x".formatted(bug);
  }
}
