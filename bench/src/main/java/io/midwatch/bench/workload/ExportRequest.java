package io.midwatch.bench.workload;

/**
 * One uncompressed OTLP export request in protobuf.
 *
 * @param items spans, log records or points in it
 * @param body not copied: nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent") // half a megabyte each, handed over and never compared
public record ExportRequest(int items, byte[] body) {}
