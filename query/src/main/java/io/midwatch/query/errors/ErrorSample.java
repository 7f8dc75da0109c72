package io.midwatch.query.errors;

import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * A trace in which a bug struck.
 *
 * @param spanId of the span or log record that tells of it, null for none
 * @param timeUnixNano of that span's start or that record
 */
public record ErrorSample(
    TraceId traceId, @Nullable SpanId spanId, long timeUnixNano, String service) {}
