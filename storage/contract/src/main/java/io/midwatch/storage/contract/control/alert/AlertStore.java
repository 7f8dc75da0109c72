package io.midwatch.storage.contract.control.alert;

import io.midwatch.storage.contract.control.Actor;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps everything alerting must not forget. Thread-safe; durable when a call returns; answers are
 * the caller's own. The store has no clock: callers say what time it is, in epoch nanoseconds.
 *
 * <p>A transition and the intent to notify are one {@link #commit}. A notification is then
 * delivered at least once: claimed, sent, and reported as delivered; a claim that ends without a
 * report is open to others again.
 */
public interface AlertStore {
  /**
   * Takes or renews the right to evaluate; empty while another holder has it. A new holder gets a
   * higher fence, a renewal keeps it.
   */
  Optional<Lease> lease(String holder, long nowUnixNano, Duration length);

  /**
   * Applies the commit as a whole; false, with nothing changed, when its fence is older than the
   * newest lease. A notification supersedes the waiting ones of its destination and key. One whose
   * id is known already is left out, so that an evaluation can be repeated.
   */
  boolean commit(AlertCommit commit);

  /** Every alert, by key ascending. */
  List<AlertInstance> alerts();

  /** The alerts of one rule, by key ascending. */
  List<AlertInstance> alerts(String rule);

  /** What the receiver was last told about the group. */
  Optional<NotificationLogEntry> lastTold(String groupKey, String receiver);

  /**
   * Adds a silence or replaces the one of that id. An audit entry {@code silence.put} on {@code
   * silence/id} for an audited actor.
   */
  void putSilence(Silence silence, Actor actor);

  /**
   * Ends a silence that is not over yet; false when there is none. An audit entry {@code
   * silence.expire} for an audited actor.
   */
  boolean expireSilence(String id, long nowUnixNano, Actor actor);

  /** Every silence that was not forgotten, also those that are over; by start, ties by id. */
  List<Silence> silences();

  /**
   * Adds an acknowledgement or replaces that of the group. An audit entry {@code alert.acknowledge}
   * on {@code group/groupKey} for an audited actor.
   */
  void acknowledge(Acknowledgement acknowledgement, Actor actor);

  /** The acknowledgements that have not ended, by group key ascending. */
  List<Acknowledgement> acknowledgements(long nowUnixNano);

  /**
   * Gives at most {@code limit} notifications that are due to one sender, the longest due first,
   * ties by id. Of one destination and key at most one is claimed at a time. Those past their
   * deadline become {@link OutboxEntry.Status#DEAD} instead. The claim is the {@link
   * OutboxEntry#claim()} of each and ends after {@code length}.
   */
  List<OutboxEntry> claim(int limit, long nowUnixNano, Duration length);

  /** Reports success; false when the claim is no longer the sender's: it may be sent again. */
  boolean delivered(String id, String claim, long nowUnixNano);

  /**
   * Reports a failure that may pass; it is due again at {@code retryUnixNano}, or superseded when a
   * newer one of its destination and key waits. False when the claim is no longer the sender's.
   */
  boolean failed(String id, String claim, long nowUnixNano, String reason, long retryUnixNano);

  /** Gives a notification up for good; false when the claim is no longer the sender's. */
  boolean dead(String id, String claim, long nowUnixNano, String reason);

  /** Entries in these statuses, last changed first, ties by id, at most {@code limit}. */
  List<OutboxEntry> outbox(Collection<OutboxEntry.Status> statuses, int limit);

  /**
   * Forgets finished notifications last changed before the time, silences and acknowledgements that
   * ended before it, and log entries that expired before it.
   */
  void forget(long beforeUnixNano);
}
