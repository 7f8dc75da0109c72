package io.midwatch.collector.ingest;

import java.time.Duration;

/**
 * Bounds of both receivers.
 *
 * @param maxCompressedBytes largest body as sent
 * @param maxBodyBytes largest body after decompression
 * @param maxConnections open connections per receiver
 * @param idleTimeout a sender that makes no progress for this long is cut off
 */
public record ReceiverLimits(
    int maxCompressedBytes, int maxBodyBytes, int maxConnections, Duration idleTimeout) {}
