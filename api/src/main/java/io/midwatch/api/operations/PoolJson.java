package io.midwatch.api.operations;

import io.midwatch.query.operations.PoolPressure;
import org.jspecify.annotations.Nullable;

/**
 * One connection pool of one service instance; what nobody sent is null, never zero.
 *
 * @param used connections now; max and pending likewise
 * @param pending requests that wait for one
 * @param waitSeconds for a connection, in the mean over the window
 * @param timeouts requests that waited in vain, in the window
 */
public record PoolJson(
    String service,
    String instance,
    String pool,
    @Nullable Double used,
    @Nullable Double max,
    @Nullable Double pending,
    @Nullable Double waitSeconds,
    @Nullable Double timeouts) {
  static PoolJson of(PoolPressure pressure) {
    return new PoolJson(
        pressure.pool().service(),
        pressure.pool().instance(),
        pressure.pool().pool(),
        pressure.pool().used(),
        pressure.pool().max(),
        pressure.pool().pending(),
        pressure.waitSeconds(),
        pressure.timeouts());
  }
}
