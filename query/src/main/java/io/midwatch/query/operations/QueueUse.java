package io.midwatch.query.operations;

import org.jspecify.annotations.Nullable;

/**
 * What one service does with one queue.
 *
 * @param operation the canonical type: send, receive, process; empty when not said
 * @param p95Nanos how long one operation took
 */
public record QueueUse(
    String destination,
    String system,
    String operation,
    long messages,
    long failed,
    @Nullable Double p95Nanos) {}
