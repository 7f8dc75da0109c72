package io.midwatch.model;

import org.jspecify.annotations.Nullable;

/**
 * A pointer from a span to another, perhaps of another trace. Invalid ids were sent as such: null.
 */
public record SpanLink(
    @Nullable TraceId traceId,
    @Nullable SpanId spanId,
    String traceState,
    Attributes attributes,
    int droppedAttributesCount,
    int flags) {}
