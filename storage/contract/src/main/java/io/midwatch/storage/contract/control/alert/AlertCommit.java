package io.midwatch.storage.contract.control.alert;

import java.util.List;

/**
 * What one evaluation changes: all of it is kept or nothing.
 *
 * @param fence of the evaluator's lease
 * @param put alerts as they now are
 * @param removed alerts that are over and done with
 * @param notifications to be sent
 * @param log what receivers are thereby told
 */
public record AlertCommit(
    long fence,
    List<AlertInstance> put,
    List<AlertKey> removed,
    List<Notification> notifications,
    List<NotificationLogEntry> log) {
  public AlertCommit {
    put = List.copyOf(put);
    removed = List.copyOf(removed);
    notifications = List.copyOf(notifications);
    log = List.copyOf(log);
  }
}
