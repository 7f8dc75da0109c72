package io.midwatch.storage.wal;

/**
 * What a {@link LoggedWriter} has done since it started.
 *
 * @param queuedBatches waiting now
 * @param queuedBytes of their bodies
 * @param groups of batches that were forced together
 * @param batches acknowledged, duplicates not counted
 * @param duplicates acknowledged without being stored again
 * @param refused for want of room
 * @param unapplied written to the log and then found impossible to apply
 */
public record WriterStats(
    int queuedBatches,
    long queuedBytes,
    long groups,
    long batches,
    long duplicates,
    long refused,
    long unapplied) {}
