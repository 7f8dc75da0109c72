package io.midwatch.storage.contract.memory;

import io.midwatch.model.Bytes;
import io.midwatch.storage.contract.control.Actor;
import io.midwatch.storage.contract.control.AuditEntry;
import io.midwatch.storage.contract.control.AuditLog;
import io.midwatch.storage.contract.control.AuditQuery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An audit log that lasts as long as the process; beyond {@link #MAX_ENTRIES} the oldest go. */
public final class InMemoryAuditLog implements AuditLog {
  public static final int MAX_ENTRIES = 100_000;

  private final Deque<AuditEntry> entries = new ArrayDeque<>();

  @Override
  public synchronized AuditEntry append(
      long timeUnixNano, Actor actor, String action, String target, Map<String, String> details) {
    AuditEntry last = entries.peekLast();
    long sequence = last == null ? 0 : last.sequence();
    Bytes hash = last == null ? AuditEntry.NO_HASH : last.hash();
    AuditEntry next =
        AuditEntry.following(sequence, hash, timeUnixNano, actor, action, target, details);
    entries.addLast(next);
    if (entries.size() > MAX_ENTRIES) {
      entries.removeFirst();
    }
    return next;
  }

  /** Adds an entry when the actor is one whose changes are kept here. */
  void change(
      long timeUnixNano, Actor actor, String action, String target, Map<String, String> details) {
    if (actor.audited()) {
      append(timeUnixNano, actor, action, target, details);
    }
  }

  @Override
  public synchronized List<AuditEntry> entries(AuditQuery query) {
    Stream<AuditEntry> newestFirst =
        StreamSupport.stream(
            ((Iterable<AuditEntry>) entries::descendingIterator).spliterator(), false);
    return newestFirst.filter(matching(query)).limit(query.limit()).toList();
  }

  @Override
  public synchronized OptionalLong firstBroken() {
    Iterator<AuditEntry> all = entries.iterator();
    AuditEntry before = null;
    while (all.hasNext()) {
      AuditEntry entry = all.next();
      boolean follows =
          before == null
              || (entry.sequence() == before.sequence() + 1
                  && entry.previousHash().equals(before.hash()));
      if (!follows || !entry.intact()) {
        return OptionalLong.of(entry.sequence());
      }
      before = entry;
    }
    return OptionalLong.empty();
  }

  private static Predicate<AuditEntry> matching(AuditQuery query) {
    return entry ->
        query.range().contains(entry.timeUnixNano())
            && (query.before() == null || entry.sequence() < query.before())
            && (query.actor() == null || query.actor().equals(entry.actor().name()))
            && (query.target() == null || query.target().equals(entry.target()))
            && (query.action() == null || isAction(query.action(), entry.action()));
  }

  private static boolean isAction(String wanted, String action) {
    return wanted.endsWith(".") ? action.startsWith(wanted) : action.equals(wanted);
  }
}
