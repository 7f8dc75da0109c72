package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.alert.Acknowledgement;
import io.midwatch.storage.contract.control.alert.AlertCommit;
import io.midwatch.storage.contract.control.alert.AlertInstance;
import io.midwatch.storage.contract.control.alert.AlertKey;
import io.midwatch.storage.contract.control.alert.AlertStore;
import io.midwatch.storage.contract.control.alert.Lease;
import io.midwatch.storage.contract.control.alert.NotificationLogEntry;
import io.midwatch.storage.contract.control.alert.OutboxEntry;
import io.midwatch.storage.contract.control.alert.Silence;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Alerting state that is kept as long as the process lasts. */
public final class InMemoryAlertStore implements AlertStore {
  private record Told(String groupKey, String receiver) {}

  private final SortedMap<AlertKey, AlertInstance> alerts = new TreeMap<>();
  private final Map<Told, NotificationLogEntry> log = new HashMap<>();
  private final Map<String, Silence> silences = new HashMap<>();
  private final SortedMap<String, Acknowledgement> acknowledgements = new TreeMap<>();
  private final InMemoryOutbox outbox = new InMemoryOutbox();
  private final InMemoryAuditLog audit;
  private @Nullable Lease lease;

  public InMemoryAlertStore(InMemoryAuditLog audit) {
    this.audit = audit;
  }

  @Override
  public synchronized Optional<Lease> lease(String holder, long nowUnixNano, Duration length) {
    Lease held = lease;
    boolean mine = held != null && held.holder().equals(holder);
    if (held != null && !mine && held.untilUnixNano() > nowUnixNano) {
      return Optional.empty();
    }
    long fence = held == null ? 1 : mine ? held.fence() : held.fence() + 1;
    Lease taken = new Lease(holder, fence, nowUnixNano + length.toNanos());
    lease = taken;
    return Optional.of(taken);
  }

  @Override
  public synchronized boolean commit(AlertCommit commit) {
    if (lease != null && commit.fence() < lease.fence()) {
      return false;
    }
    commit.removed().forEach(alerts::remove);
    commit.put().forEach(alert -> alerts.put(alert.key(), alert));
    commit.log().forEach(told -> log.put(new Told(told.groupKey(), told.receiver()), told));
    commit.notifications().forEach(outbox::add);
    return true;
  }

  @Override
  public synchronized List<AlertInstance> alerts() {
    return List.copyOf(alerts.values());
  }

  @Override
  public synchronized List<AlertInstance> alerts(String rule) {
    return alerts.values().stream().filter(alert -> alert.key().rule().equals(rule)).toList();
  }

  @Override
  public synchronized Optional<NotificationLogEntry> lastTold(String groupKey, String receiver) {
    return Optional.ofNullable(log.get(new Told(groupKey, receiver)));
  }

  @Override
  public synchronized void putSilence(Silence silence, Actor actor) {
    silences.put(silence.id(), silence);
    audit.change(
        silence.updatedUnixNano(),
        actor,
        "silence.put",
        "silence/" + silence.id(),
        Map.of("comment", silence.comment(), "matchers", silence.matchers().toString()));
  }

  @Override
  public synchronized boolean expireSilence(String id, long nowUnixNano, Actor actor) {
    Silence silence = silences.get(id);
    if (silence == null || silence.endsUnixNano() <= nowUnixNano) {
      return false;
    }
    silences.put(id, silence.endedAt(nowUnixNano));
    audit.change(nowUnixNano, actor, "silence.expire", "silence/" + id, Map.of());
    return true;
  }

  @Override
  public synchronized List<Silence> silences() {
    return silences.values().stream()
        .sorted(Comparator.comparingLong(Silence::startsUnixNano).thenComparing(Silence::id))
        .toList();
  }

  @Override
  public synchronized void acknowledge(Acknowledgement acknowledgement, Actor actor) {
    acknowledgements.put(acknowledgement.groupKey(), acknowledgement);
    audit.change(
        acknowledgement.atUnixNano(),
        actor,
        "alert.acknowledge",
        "group/" + acknowledgement.groupKey(),
        Map.of("note", acknowledgement.note()));
  }

  @Override
  public synchronized List<Acknowledgement> acknowledgements(long nowUnixNano) {
    return acknowledgements.values().stream()
        .filter(acknowledgement -> acknowledgement.untilUnixNano() > nowUnixNano)
        .toList();
  }

  @Override
  public synchronized List<OutboxEntry> claim(int limit, long nowUnixNano, Duration length) {
    return outbox.claim(limit, nowUnixNano, length);
  }

  @Override
  public synchronized boolean delivered(String id, String claim, long nowUnixNano) {
    return outbox.finish(id, claim, OutboxEntry.Status.DELIVERED, null, nowUnixNano);
  }

  @Override
  public synchronized boolean failed(
      String id, String claim, long nowUnixNano, String reason, long retryUnixNano) {
    return outbox.retry(id, claim, reason, retryUnixNano, nowUnixNano);
  }

  @Override
  public synchronized boolean dead(String id, String claim, long nowUnixNano, String reason) {
    return outbox.finish(id, claim, OutboxEntry.Status.DEAD, reason, nowUnixNano);
  }

  @Override
  public synchronized List<OutboxEntry> outbox(Collection<OutboxEntry.Status> statuses, int limit) {
    return outbox.in(statuses, limit);
  }

  @Override
  public synchronized void forget(long beforeUnixNano) {
    outbox.forget(beforeUnixNano);
    log.values().removeIf(told -> told.expiresUnixNano() < beforeUnixNano);
    silences.values().removeIf(silence -> silence.endsUnixNano() < beforeUnixNano);
    acknowledgements.values().removeIf(one -> one.untilUnixNano() < beforeUnixNano);
  }
}
