package io.midwatch.storage.contract.control.alert;

/**
 * Somebody looks after a group of alerts: escalation and repeats stop until the acknowledgement
 * ends.
 *
 * @param groupKey the notification group's key, {@code {route path}:{labels}}
 */
public record Acknowledgement(
    String groupKey, String by, long atUnixNano, long untilUnixNano, String note) {}
