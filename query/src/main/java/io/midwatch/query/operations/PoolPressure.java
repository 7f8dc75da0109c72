package io.midwatch.query.operations;

import org.jspecify.annotations.Nullable;

/**
 * One connection pool and what it costs to take from it; what nobody sent is null.
 *
 * @param waitSeconds for a connection, in the mean over the window
 * @param timeouts requests that waited in vain, in the window
 */
public record PoolPressure(PoolRow pool, @Nullable Double waitSeconds, @Nullable Double timeouts) {}
