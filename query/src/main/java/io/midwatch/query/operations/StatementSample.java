package io.midwatch.query.operations;

import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;

/** A call with a statement; times in nanoseconds. */
public record StatementSample(
    TraceId traceId,
    SpanId spanId,
    String service,
    long startTimeUnixNano,
    long durationNanos,
    boolean failed) {}
