package io.midwatch.bench.ingest;

import io.midwatch.bench.workload.Compression;
import io.midwatch.model.Signal;
import java.net.URI;

/**
 * How requests are sent.
 *
 * @param target scheme, host and port of the OTLP/HTTP receiver
 * @param connections requests under way at most
 * @param itemsPerSecond 0 for as fast as it goes; otherwise requests are due at fixed times and a
 *     late answer counts from when its request was due
 */
public record Load(
    URI target, Signal signal, Compression compression, int connections, long itemsPerSecond) {}
