package io.midwatch.storage.elasticsearch.write;

import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.elasticsearch.write.DocumentWriter.Logged;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of the items of one batch, until all of it is known: an attempt that ends before that
 * counts nothing. Not thread-safe.
 */
final class BatchTally {
  private final Logged logged;
  private final Map<String, Long> dropped = new HashMap<>();
  private long settled;
  private long duplicates;
  private long stored;
  private long latest = Long.MIN_VALUE;

  BatchTally(Logged logged) {
    this.logged = logged;
  }

  EncodedBatch batch() {
    return logged.batch();
  }

  long position() {
    return logged.position();
  }

  /** An item that is in Elasticsearch by this batch. */
  void stored(long timeUnixNano) {
    settled++;
    stored++;
    latest = Math.max(latest, timeUnixNano);
  }

  /** An item that was there before. */
  void duplicate() {
    settled++;
    duplicates++;
  }

  /** An item that will never be taken. */
  void dropped(String reason) {
    settled++;
    dropped.merge(reason, 1L, Long::sum);
  }

  /** All items nothing is known of yet. */
  void droppedRest(String reason) {
    long rest = logged.batch().acceptedCount() - settled;
    if (rest > 0) {
      settled += rest;
      dropped.merge(reason, rest, Long::sum);
    }
  }

  /** Items something is known of. */
  long settled() {
    return settled;
  }

  long duplicates() {
    return duplicates;
  }

  long stored() {
    return stored;
  }

  /** The youngest item stored; none is when nothing was. */
  long latest() {
    return latest;
  }

  Map<String, Long> dropped() {
    return dropped;
  }
}
