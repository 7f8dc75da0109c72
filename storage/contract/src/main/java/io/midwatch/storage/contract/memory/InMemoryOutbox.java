package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.control.alert.Notification;
import io.midwatch.storage.contract.control.alert.OutboxEntry;
import io.midwatch.storage.contract.control.alert.OutboxEntry.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The notifications of an {@link InMemoryAlertStore}, in the order they came. Not thread-safe. */
final class InMemoryOutbox {
  /** What keeps its order. */
  private record Lane(String destination, String dedupKey) {
    private static Lane of(OutboxEntry entry) {
      return of(entry.notification());
    }

    private static Lane of(Notification notification) {
      return new Lane(notification.destination(), notification.dedupKey());
    }
  }

  private final Map<String, OutboxEntry> entries = new LinkedHashMap<>();
  private long claims;

  void add(Notification notification) {
    if (entries.containsKey(notification.id())) {
      return;
    }
    long now = notification.createdUnixNano();
    for (OutboxEntry waiting : waitingIn(Lane.of(notification))) {
      put(waiting, Status.SUPERSEDED, waiting.nextUnixNano(), waiting.lastFailure(), now);
    }
    entries.put(
        notification.id(),
        new OutboxEntry(
            notification, Status.WAITING, 0, notification.dueUnixNano(), null, null, now));
  }

  List<OutboxEntry> claim(int limit, long now, Duration length) {
    releaseEndedClaims(now);
    buryLate(now);
    Set<Lane> busy = new HashSet<>();
    entries.values().stream()
        .filter(entry -> entry.status() == Status.CLAIMED)
        .forEach(entry -> busy.add(Lane.of(entry)));
    List<OutboxEntry> due =
        entries.values().stream()
            .filter(entry -> entry.status() == Status.WAITING && entry.nextUnixNano() <= now)
            .sorted(
                Comparator.comparingLong(OutboxEntry::nextUnixNano)
                    .thenComparing(entry -> entry.notification().id()))
            .toList();
    List<OutboxEntry> claimed = new ArrayList<>();
    for (OutboxEntry entry : due) {
      if (claimed.size() < limit && busy.add(Lane.of(entry))) {
        OutboxEntry taken =
            new OutboxEntry(
                entry.notification(),
                Status.CLAIMED,
                entry.attempts() + 1,
                now + length.toNanos(),
                "claim-" + ++claims,
                entry.lastFailure(),
                now);
        entries.put(entry.notification().id(), taken);
        claimed.add(taken);
      }
    }
    return claimed;
  }

  boolean finish(String id, String claim, Status status, @Nullable String failure, long now) {
    OutboxEntry entry = entries.get(id);
    if (entry == null || !claim.equals(entry.claim())) {
      return false;
    }
    put(entry, status, entry.nextUnixNano(), failure == null ? entry.lastFailure() : failure, now);
    return true;
  }

  boolean retry(String id, String claim, String failure, long retryUnixNano, long now) {
    OutboxEntry entry = entries.get(id);
    if (entry == null || !claim.equals(entry.claim())) {
      return false;
    }
    release(entry, failure, retryUnixNano, now);
    return true;
  }

  List<OutboxEntry> in(Collection<Status> statuses, int limit) {
    return entries.values().stream()
        .filter(entry -> statuses.contains(entry.status()))
        .sorted(
            Comparator.comparingLong(OutboxEntry::changedUnixNano)
                .reversed()
                .thenComparing(entry -> entry.notification().id()))
        .limit(limit)
        .toList();
  }

  void forget(long before) {
    entries
        .values()
        .removeIf(entry -> entry.status().finished() && entry.changedUnixNano() < before);
  }

  private void releaseEndedClaims(long now) {
    for (OutboxEntry entry : List.copyOf(entries.values())) {
      if (entry.status() == Status.CLAIMED && entry.nextUnixNano() <= now) {
        release(entry, "the sender did not report back", now, now);
      }
    }
  }

  private void buryLate(long now) {
    for (OutboxEntry entry : List.copyOf(entries.values())) {
      if (entry.status() == Status.WAITING && entry.notification().deadlineUnixNano() <= now) {
        String failure = entry.lastFailure();
        String reason = failure == null ? "not sent in time" : "not sent in time: " + failure;
        put(entry, Status.DEAD, entry.nextUnixNano(), reason, now);
      }
    }
  }

  /** Lets go of a claimed entry: it waits again, or gives way to a newer one. */
  private void release(OutboxEntry entry, String failure, long next, long now) {
    boolean newerWaits = !waitingIn(Lane.of(entry)).isEmpty();
    put(entry, newerWaits ? Status.SUPERSEDED : Status.WAITING, next, failure, now);
  }

  private List<OutboxEntry> waitingIn(Lane lane) {
    return entries.values().stream()
        .filter(entry -> entry.status() == Status.WAITING && Lane.of(entry).equals(lane))
        .toList();
  }

  private void put(
      OutboxEntry entry, Status status, long next, @Nullable String failure, long now) {
    entries.put(
        entry.notification().id(),
        new OutboxEntry(entry.notification(), status, entry.attempts(), next, null, failure, now));
  }
}
