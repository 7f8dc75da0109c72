package io.midwatch.storage.testkit.control;

import static io.midwatch.storage.contract.control.alert.OutboxEntry.Status.CLAIMED;
import static io.midwatch.storage.contract.control.alert.OutboxEntry.Status.DEAD;
import static io.midwatch.storage.contract.control.alert.OutboxEntry.Status.DELIVERED;
import static io.midwatch.storage.contract.control.alert.OutboxEntry.Status.SUPERSEDED;
import static io.midwatch.storage.contract.control.alert.OutboxEntry.Status.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.control.alert.AlertCommit;
import io.midwatch.storage.contract.control.alert.AlertStore;
import io.midwatch.storage.contract.control.alert.Notification;
import io.midwatch.storage.contract.control.alert.OutboxEntry;
import io.midwatch.storage.contract.control.alert.OutboxEntry.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the outbox of every {@link AlertStore} does: nothing lost, order kept, newest state only.
 */
public abstract class AlertOutboxContract {
  private static final Duration CLAIM = Duration.ofNanos(30);
  private static final List<Status> ALL = List.of(Status.values());

  private AlertStore store;

  /** An empty store. */
  protected abstract AlertStore newStore();

  @BeforeEach
  void openStore() {
    store = newStore();
  }

  @Test
  void handsOutWhatIsDueTheLongestDueFirst() {
    add(notification("late", "a", 30), notification("b", "b", 20), notification("a", "c", 20));

    assertThat(ids(store.claim(10, 19, CLAIM))).isEmpty();
    assertThat(ids(store.claim(10, 30, CLAIM))).containsExactly("a", "b", "late");
  }

  @Test
  void handsOutAllOfANotification() {
    Notification sent =
        new Notification("id-1", "team-a/slack/0", "k", "{\"title\":\"<b>\"}", 1, 2, 99);
    add(sent);

    OutboxEntry entry = store.claim(1, 5, CLAIM).getFirst();

    assertThat(entry.notification()).isEqualTo(sent);
    assertThat(entry.status()).isEqualTo(CLAIMED);
    assertThat(entry.attempts()).isEqualTo(1);
    assertThat(entry.nextUnixNano()).isEqualTo(35);
    assertThat(entry.claim()).isNotNull();
  }

  @Test
  void aClaimedOneIsNotHandedOutAgain() {
    add(notification("a", "k1", 10), notification("b", "k2", 11), notification("c", "k3", 12));

    assertThat(ids(store.claim(2, 20, CLAIM))).containsExactly("a", "b");
    assertThat(ids(store.claim(2, 20, CLAIM))).containsExactly("c");
    assertThat(ids(store.claim(2, 20, CLAIM))).isEmpty();
  }

  @Test
  void aDeliveredOneIsDone() {
    add(notification("a", "k", 10));
    OutboxEntry entry = store.claim(1, 20, CLAIM).getFirst();

    assertThat(store.delivered("a", claim(entry), 25)).isTrue();

    assertThat(store.claim(1, 1_000, CLAIM)).isEmpty();
    assertThat(status("a")).isEqualTo(DELIVERED);
    assertThat(store.delivered("a", claim(entry), 26)).isFalse();
  }

  @Test
  void aClaimWithoutAReportIsOpenAgainAndTheOldSenderHasNoSayAnyMore() {
    add(notification("a", "k", 10));
    OutboxEntry lost = store.claim(1, 20, CLAIM).getFirst();
    assertThat(store.claim(1, 49, CLAIM)).isEmpty();

    OutboxEntry again = store.claim(1, 50, CLAIM).getFirst();

    assertThat(again.attempts()).isEqualTo(2);
    assertThat(claim(again)).isNotEqualTo(claim(lost));
    assertThat(store.delivered("a", claim(lost), 51)).isFalse();
    assertThat(store.failed("a", claim(lost), 51, "late", 60)).isFalse();
    assertThat(store.dead("a", claim(lost), 51, "late")).isFalse();
    assertThat(status("a")).isEqualTo(CLAIMED);
  }

  @Test
  void aFailedOneIsDueAgainLater() {
    add(notification("a", "k", 10));
    OutboxEntry entry = store.claim(1, 20, CLAIM).getFirst();

    assertThat(store.failed("a", claim(entry), 21, "429 Too Many Requests", 70)).isTrue();

    assertThat(store.claim(1, 69, CLAIM)).isEmpty();
    OutboxEntry again = store.claim(1, 70, CLAIM).getFirst();
    assertThat(again.attempts()).isEqualTo(2);
    assertThat(again.lastFailure()).isEqualTo("429 Too Many Requests");
  }

  @Test
  void givenUpOnesAreKeptWithTheirReason() {
    add(notification("a", "k", 10));
    OutboxEntry entry = store.claim(1, 20, CLAIM).getFirst();

    assertThat(store.dead("a", claim(entry), 21, "404 no such channel")).isTrue();

    OutboxEntry dead = store.outbox(List.of(DEAD), 10).getFirst();
    assertThat(dead.lastFailure()).isEqualTo("404 no such channel");
    assertThat(dead.changedUnixNano()).isEqualTo(21);
    assertThat(store.claim(1, 1_000, CLAIM)).isEmpty();
  }

  @Test
  void onesPastTheirDeadlineAreGivenUpVisibly() {
    add(new Notification("a", "d", "k", "{}", 1, 10, 100));
    OutboxEntry entry = store.claim(1, 20, CLAIM).getFirst();
    store.failed("a", claim(entry), 21, "503", 100);

    assertThat(store.claim(1, 100, CLAIM)).isEmpty();
    OutboxEntry dead = store.outbox(List.of(DEAD), 10).getFirst();
    assertThat(dead.lastFailure()).contains("503");
  }

  @Test
  void aNewerOneTakesTheWaitingOnesPlace() {
    add(notification("firing", "k", 10));
    add(notification("resolved", "k", 20));

    assertThat(ids(store.claim(10, 30, CLAIM))).containsExactly("resolved");
    assertThat(status("firing")).isEqualTo(SUPERSEDED);
  }

  @Test
  void otherKeysAndDestinationsAreNoRivals() {
    add(
        new Notification("1", "slack", "k", "{}", 1, 10, 999),
        new Notification("2", "mail", "k", "{}", 1, 11, 999),
        new Notification("3", "slack", "k2", "{}", 1, 12, 999));

    assertThat(ids(store.claim(10, 30, CLAIM))).containsExactly("1", "2", "3");
  }

  @Test
  void aNewerOneWaitsWhileTheOlderIsUnderWay() {
    add(notification("firing", "k", 10));
    OutboxEntry underWay = store.claim(1, 10, CLAIM).getFirst();
    add(notification("resolved", "k", 20));

    assertThat(store.claim(10, 30, CLAIM)).isEmpty();
    store.delivered("firing", claim(underWay), 31);
    assertThat(ids(store.claim(10, 32, CLAIM))).containsExactly("resolved");
  }

  @Test
  void anOlderOneThatFailedGivesWayToTheNewer() {
    add(notification("firing", "k", 10));
    OutboxEntry underWay = store.claim(1, 10, CLAIM).getFirst();
    add(notification("resolved", "k", 20));

    assertThat(store.failed("firing", claim(underWay), 25, "503", 26)).isTrue();

    assertThat(status("firing")).isEqualTo(SUPERSEDED);
    assertThat(ids(store.claim(10, 30, CLAIM))).containsExactly("resolved");
  }

  @Test
  void anOlderOneWhoseSenderDiedGivesWayToTheNewer() {
    add(notification("firing", "k", 10));
    store.claim(1, 10, CLAIM);
    add(notification("resolved", "k", 20));

    assertThat(ids(store.claim(10, 40, CLAIM))).containsExactly("resolved");
    assertThat(status("firing")).isEqualTo(SUPERSEDED);
  }

  @Test
  void aRepeatedIdIsLeftOutWhateverBecameOfTheFirst() {
    add(notification("a", "k", 10));
    add(notification("a", "k", 10));
    OutboxEntry entry = store.claim(10, 20, CLAIM).getFirst();
    store.delivered("a", claim(entry), 21);
    add(notification("a", "k", 10));

    assertThat(store.claim(10, 99, CLAIM)).isEmpty();
    assertThat(store.outbox(ALL, 10)).hasSize(1);
  }

  @Test
  void listsByStatusLastChangedFirst() {
    add(notification("a", "k1", 10), notification("b", "k2", 11), notification("c", "k3", 12));
    for (OutboxEntry entry : store.claim(3, 20, CLAIM)) {
      long at = entry.notification().id().equals("b") ? 40 : 30;
      store.delivered(entry.notification().id(), claim(entry), at);
    }

    assertThat(ids(store.outbox(List.of(DELIVERED), 10))).containsExactly("b", "a", "c");
    assertThat(ids(store.outbox(ALL, 2))).containsExactly("b", "a");
    assertThat(store.outbox(List.of(WAITING), 10)).isEmpty();
  }

  @Test
  void forgetsFinishedOnesOnly() {
    add(notification("done", "k1", 10), notification("waiting", "k2", 500));
    OutboxEntry entry = store.claim(1, 20, CLAIM).getFirst();
    store.delivered("done", claim(entry), 30);

    store.forget(30);
    assertThat(ids(store.outbox(ALL, 10))).containsExactlyInAnyOrder("done", "waiting");
    store.forget(31);
    assertThat(ids(store.outbox(ALL, 10))).containsExactly("waiting");
  }

  @Test
  void manySendersNeverGetTheSame() throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      add(notification("n" + i, "k" + i, 10));
    }
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    List<Thread> senders = new ArrayList<>();
    for (int sender = 0; sender < 8; sender++) {
      senders.add(Thread.ofVirtual().start(() -> claimAll(seen)));
    }
    for (Thread sender : senders) {
      sender.join();
    }
    assertThat(seen).hasSize(200).doesNotHaveDuplicates();
  }

  private void claimAll(List<String> seen) {
    List<OutboxEntry> claimed = store.claim(3, 20, CLAIM);
    while (!claimed.isEmpty()) {
      seen.addAll(ids(claimed));
      claimed = store.claim(3, 20, CLAIM);
    }
  }

  private void add(Notification... notifications) {
    store.commit(new AlertCommit(0, List.of(), List.of(), List.of(notifications), List.of()));
  }

  private static Notification notification(String id, String dedupKey, long due) {
    return new Notification(id, "team/webhook/0", dedupKey, "{}", 1, due, 100_000);
  }

  private Status status(String id) {
    return store.outbox(ALL, 1_000).stream()
        .filter(entry -> entry.notification().id().equals(id))
        .findAny()
        .orElseThrow()
        .status();
  }

  private static String claim(OutboxEntry entry) {
    return Objects.requireNonNull(entry.claim());
  }

  private static List<String> ids(List<OutboxEntry> entries) {
    return entries.stream().map(entry -> entry.notification().id()).toList();
  }
}
