package io.midwatch.ui.traces;

import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.query.TraceSummary;
import org.jspecify.annotations.Nullable;

/**
 * One found trace.
 *
 * @param service of its root, or of the earliest matching span when the root is not stored
 * @param operation endpoint or name of that span
 * @param rooted whether the root is stored
 * @param errors spans with status error
 */
public record TraceRow(
    String traceId,
    long startUnixNano,
    long durationNanos,
    String service,
    String operation,
    boolean rooted,
    int spans,
    int services,
    int errors,
    @Nullable String tenant) {

  static TraceRow of(TraceSummary trace, CanonicalReader reader) {
    Span head = trace.root() == null ? trace.matched() : trace.root();
    String tenant = reader.readText(head, CanonicalField.TENANT);
    String endpoint = reader.readText(head, CanonicalField.ENDPOINT);
    String service = reader.readText(head, CanonicalField.SERVICE);
    return new TraceRow(
        trace.traceId().hex(),
        trace.startTimeUnixNano(),
        trace.durationNanos(),
        service == null ? "" : service,
        endpoint == null ? head.name() : endpoint,
        trace.root() != null,
        trace.spans(),
        trace.services(),
        trace.errors(),
        tenant == null ? reader.readText(trace.matched(), CanonicalField.TENANT) : tenant);
  }
}
