package io.midwatch.storage.contract.query;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * One found trace, summed over all its stored spans.
 *
 * @param root the span without parent, null when it is not stored
 * @param matched the earliest span that matched the first predicate
 * @param services distinct services
 * @param errors spans with status error
 */
public record TraceSummary(
    TraceId traceId,
    long startTimeUnixNano,
    long durationNanos,
    @Nullable Span root,
    Span matched,
    int spans,
    int services,
    int errors) {}
