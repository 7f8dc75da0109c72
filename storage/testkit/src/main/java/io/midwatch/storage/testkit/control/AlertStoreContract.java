package io.midwatch.storage.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.AuditEntry;
import io.midwatch.storage.contract.control.AuditLog;
import io.midwatch.storage.contract.control.AuditQuery;
import io.midwatch.storage.contract.control.alert.Acknowledgement;
import io.midwatch.storage.contract.control.alert.AlertCommit;
import io.midwatch.storage.contract.control.alert.AlertInstance;
import io.midwatch.storage.contract.control.alert.AlertKey;
import io.midwatch.storage.contract.control.alert.AlertPhase;
import io.midwatch.storage.contract.control.alert.AlertStore;
import io.midwatch.storage.contract.control.alert.Lease;
import io.midwatch.storage.contract.control.alert.Notification;
import io.midwatch.storage.contract.control.alert.NotificationLogEntry;
import io.midwatch.storage.contract.control.alert.Silence;
import io.midwatch.storage.contract.query.LabelMatcher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link AlertStore} does, but for its outbox: {@link AlertOutboxContract}. */
public abstract class AlertStoreContract {
  private static final Actor ADA = Actor.person("ada", "10.0.0.7");
  private static final Duration MINUTE = Duration.ofNanos(60);

  private AlertStore store;
  private AuditLog audit;

  /** Both empty; what people change is audited in the log. */
  protected record Stores(AlertStore alerts, AuditLog audit) {}

  protected abstract Stores newStores();

  @BeforeEach
  void openStores() {
    Stores stores = newStores();
    store = stores.alerts();
    audit = stores.audit();
  }

  static Stream<AlertPhase> phases() {
    return Stream.of(
        new AlertPhase.Pending(),
        new AlertPhase.Firing(20, null, null),
        new AlertPhase.Firing(20, 30L, null),
        new AlertPhase.Firing(20, null, AlertPhase.Hold.NO_DATA),
        new AlertPhase.Firing(20, 30L, AlertPhase.Hold.QUERY_ERROR),
        new AlertPhase.Resolved(20, 40, AlertPhase.Reason.VALUE),
        new AlertPhase.Resolved(20, 40, AlertPhase.Reason.NO_DATA_TIMEOUT),
        new AlertPhase.Resolved(20, 40, AlertPhase.Reason.RULE_DELETED),
        new AlertPhase.Resolved(20, 40, AlertPhase.Reason.MANUAL));
  }

  @ParameterizedTest
  @MethodSource("phases")
  void keepsAllOfAnAlert(AlertPhase phase) {
    AlertInstance alert =
        new AlertInstance(key("r", "a"), Map.of("summary", "50 % fail"), phase, 0.5, 10, 50, 45L);

    assertThat(store.commit(put(0, alert))).isTrue();
    assertThat(store.alerts()).containsExactly(alert);
  }

  @Test
  void keepsValuesThatAreNoNumber() {
    AlertInstance alert =
        new AlertInstance(
            key("r", "a"), Map.of(), new AlertPhase.Pending(), Double.NaN, 10, 50, null);
    store.commit(put(0, alert));

    assertThat(store.alerts()).containsExactly(alert);
  }

  @Test
  void replacesAndRemovesByKey() {
    AlertInstance a = pending("r1", "a", 10);
    AlertInstance b = pending("r1", "b", 10);
    AlertInstance c = pending("r2", "a", 10);
    store.commit(put(0, c, b, a));
    assertThat(store.alerts()).containsExactly(a, b, c);
    assertThat(store.alerts("r1")).containsExactly(a, b);

    AlertInstance later = pending("r1", "a", 99);
    store.commit(new AlertCommit(0, List.of(later), List.of(c.key()), List.of(), List.of()));

    assertThat(store.alerts()).containsExactly(later, b);
    assertThat(store.alerts("r2")).isEmpty();
  }

  @Test
  void tellsLabelSetsApartThatReadAlike() {
    AlertInstance one = pending(AlertKey.of("r", Map.of("a", "1, b=2")), 10);
    AlertInstance two = pending(AlertKey.of("r", Map.of("a", "1", "b", "2")), 10);
    store.commit(put(0, one, two));

    assertThat(store.alerts()).containsExactlyInAnyOrder(one, two);
  }

  @Test
  void oneHolderAtATimeAndAHigherFenceForEachNewOne() {
    Lease first = store.lease("a", 0, MINUTE).orElseThrow();
    assertThat(store.lease("b", 59, MINUTE)).isEmpty();
    Lease renewed = store.lease("a", 50, MINUTE).orElseThrow();
    assertThat(renewed.fence()).isEqualTo(first.fence());
    assertThat(renewed.untilUnixNano()).isEqualTo(110);
    assertThat(store.lease("b", 109, MINUTE)).isEmpty();

    Lease second = store.lease("b", 110, MINUTE).orElseThrow();
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(store.lease("a", 120, MINUTE)).isEmpty();
  }

  @Test
  void aCommitWithAnOldFenceChangesNothing() {
    Lease old = store.lease("a", 0, MINUTE).orElseThrow();
    AlertInstance alert = pending("r", "a", 10);
    assertThat(store.commit(put(old.fence(), alert))).isTrue();
    Lease current = store.lease("b", 60, MINUTE).orElseThrow();

    AlertCommit late =
        new AlertCommit(
            old.fence(),
            List.of(pending("r", "b", 10)),
            List.of(alert.key()),
            List.of(new Notification("n", "d", "k", "{}", 10, 10, 99)),
            List.of(new NotificationLogEntry("g", "team", Set.of("f"), Set.of(), 10, 99)));

    assertThat(store.commit(late)).isFalse();
    assertThat(store.alerts()).containsExactly(alert);
    assertThat(store.claim(10, 10, MINUTE)).isEmpty();
    assertThat(store.lastTold("g", "team")).isEmpty();
    assertThat(store.commit(put(current.fence(), pending("r", "b", 10)))).isTrue();
  }

  @Test
  void remembersWhatAReceiverWasLastTold() {
    NotificationLogEntry first =
        new NotificationLogEntry("{}:{a=\"b\"}", "team", Set.of("f1", "f2"), Set.of(), 10, 100);
    NotificationLogEntry second =
        new NotificationLogEntry("{}:{a=\"b\"}", "team", Set.of("f1"), Set.of("f2"), 20, 110);
    store.commit(log(first));
    store.commit(log(second));

    assertThat(store.lastTold("{}:{a=\"b\"}", "team")).contains(second);
    assertThat(store.lastTold("{}:{a=\"b\"}", "other")).isEmpty();
    assertThat(store.lastTold("other", "team")).isEmpty();
  }

  @Test
  void keepsSilencesByStartAndReplacesById() {
    Silence late = silence("b", 20, 90);
    Silence early = silence("a", 10, 50);
    store.putSilence(late, ADA);
    store.putSilence(early, ADA);
    assertThat(store.silences()).containsExactly(early, late);

    Silence longer = silence("a", 10, 500);
    store.putSilence(longer, ADA);
    assertThat(store.silences()).containsExactly(longer, late);
  }

  @Test
  void endsASilenceOnce() {
    store.putSilence(silence("active", 10, 90), ADA);
    store.putSilence(silence("future", 60, 90), ADA);

    assertThat(store.expireSilence("active", 50, ADA)).isTrue();
    assertThat(store.expireSilence("active", 51, ADA)).isFalse();
    assertThat(store.expireSilence("future", 50, ADA)).isTrue();
    assertThat(store.expireSilence("future", 51, ADA)).isFalse();
    assertThat(store.expireSilence("unknown", 50, ADA)).isFalse();

    assertThat(store.silences())
        .allSatisfy(silence -> {
          assertThat(silence.endsUnixNano()).isEqualTo(50);
          assertThat(silence.activeAt(50)).isFalse();
          assertThat(silence.activeAt(70)).isFalse();
        });
    assertThat(store.silences().getFirst().activeAt(49)).isTrue();
  }

  @Test
  void anAcknowledgementHoldsUntilItEnds() {
    Acknowledgement first = new Acknowledgement("g", "ada", 10, 50, "looking");
    Acknowledgement second = new Acknowledgement("g", "grace", 20, 90, "");
    store.acknowledge(first, ADA);
    assertThat(store.acknowledgements(49)).containsExactly(first);
    assertThat(store.acknowledgements(50)).isEmpty();

    store.acknowledge(second, ADA);
    assertThat(store.acknowledgements(50)).containsExactly(second);
  }

  @Test
  void forgetsOnlyWhatIsOver() {
    store.putSilence(silence("over", 10, 50), ADA);
    store.putSilence(silence("on", 10, 60), ADA);
    store.acknowledge(new Acknowledgement("over", "ada", 10, 50, ""), ADA);
    store.acknowledge(new Acknowledgement("on", "ada", 10, 60, ""), ADA);
    store.commit(
        log(
            new NotificationLogEntry("over", "team", Set.of(), Set.of(), 10, 50),
            new NotificationLogEntry("on", "team", Set.of(), Set.of(), 10, 60)));

    store.forget(60);

    assertThat(store.silences().stream().map(Silence::id)).containsExactly("on");
    assertThat(store.acknowledgements(0).stream().map(Acknowledgement::groupKey))
        .containsExactly("on");
    assertThat(store.lastTold("over", "team")).isEmpty();
    assertThat(store.lastTold("on", "team")).isPresent();
  }

  @Test
  void auditsWhatPeopleDo() {
    store.putSilence(silence("a", 10, 90), ADA);
    store.expireSilence("a", 50, ADA);
    store.acknowledge(new Acknowledgement("g", "ada", 60, 90, "looking"), ADA);
    store.commit(put(0, pending("r", "a", 10)));
    store.putSilence(silence("maintenance", 10, 90), Actor.SYSTEM);

    List<AuditEntry> entries = audit.entries(AuditQuery.newest(10));
    assertThat(entries.stream().map(AuditEntry::action))
        .containsExactly("alert.acknowledge", "silence.expire", "silence.put");
    assertThat(entries.stream().map(AuditEntry::target))
        .containsExactly("group/g", "silence/a", "silence/a");
  }

  private static AlertKey key(String rule, String service) {
    return AlertKey.of(rule, Map.of("alertname", "A", "service", service));
  }

  private static AlertInstance pending(String rule, String service, long since) {
    return pending(key(rule, service), since);
  }

  private static AlertInstance pending(AlertKey key, long since) {
    return new AlertInstance(key, Map.of(), new AlertPhase.Pending(), 1, since, since, null);
  }

  private static AlertCommit put(long fence, AlertInstance... alerts) {
    return new AlertCommit(fence, List.of(alerts), List.of(), List.of(), List.of());
  }

  private static AlertCommit log(NotificationLogEntry... entries) {
    return new AlertCommit(0, List.of(), List.of(), List.of(), List.of(entries));
  }

  private static Silence silence(String id, long starts, long ends) {
    List<LabelMatcher> matchers =
        List.of(
            LabelMatcher.equal("service", "checkout"),
            new LabelMatcher("env", LabelMatcher.Operator.NOT_MATCHES, "dev|test"));
    return new Silence(id, matchers, starts, ends, "ada", "deploy", starts);
  }
}
