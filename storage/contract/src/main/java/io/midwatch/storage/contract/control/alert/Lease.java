package io.midwatch.storage.contract.control.alert;

/**
 * The right to evaluate, held by one process at a time.
 *
 * @param fence grows with every change of the holder; writes with an older one are refused
 * @param untilUnixNano when it ends unless renewed
 */
public record Lease(String holder, long fence, long untilUnixNano) {}
