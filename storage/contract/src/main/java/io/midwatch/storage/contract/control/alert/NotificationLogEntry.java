package io.midwatch.storage.contract.control.alert;

import java.util.Set;

/**
 * What a receiver was last told about a group; decides whether to tell it again.
 *
 * @param firing alerts that fired, as fingerprints
 * @param resolved alerts that were resolved, as fingerprints
 * @param expiresUnixNano from when on the entry may be forgotten
 */
public record NotificationLogEntry(
    String groupKey,
    String receiver,
    Set<String> firing,
    Set<String> resolved,
    long timeUnixNano,
    long expiresUnixNano) {
  public NotificationLogEntry {
    firing = Set.copyOf(firing);
    resolved = Set.copyOf(resolved);
  }
}
