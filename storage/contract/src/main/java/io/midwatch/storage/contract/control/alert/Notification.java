package io.midwatch.storage.contract.control.alert;

/**
 * The intent to tell a destination something.
 *
 * @param id unique; the same on every attempt, so that a receiver can tell a repetition
 * @param destination names one channel of one receiver: {@code team-a/slack/0}
 * @param dedupKey what the message is about; per destination and key messages keep their order, and
 *     only the newest is sent
 * @param body everything a notifier needs to write the message, as JSON
 * @param createdUnixNano when it was decided
 * @param dueUnixNano not to be sent before
 * @param deadlineUnixNano given up after
 */
public record Notification(
    String id,
    String destination,
    String dedupKey,
    String body,
    long createdUnixNano,
    long dueUnixNano,
    long deadlineUnixNano) {}
