package io.midwatch.api.traces;

import io.midwatch.api.json.LogJson;
import io.midwatch.api.json.Nanos;
import io.midwatch.api.json.TrustJson;
import io.midwatch.query.traces.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole trace: spans depth first, siblings by start; log records oldest first.
 *
 * @param firstFailedSpanId the failing span nearest to the cause, null when none failed
 * @param tenant of the first span that names one, null when none does
 * @param logsComplete false when there are more records than shown
 * @param completeness whether spans or records of it may be missing
 */
record TraceJson(
    String traceId,
    String startTimeUnixNano,
    String endTimeUnixNano,
    long durationNanos,
    List<String> services,
    int errors,
    @Nullable String firstFailedSpanId,
    @Nullable String tenant,
    List<SpanJson> spans,
    List<LogJson> logs,
    boolean logsComplete,
    TrustJson completeness) {
  static TraceJson of(Trace trace) {
    int failed = trace.firstFailed();
    return new TraceJson(
        trace.traceId().hex(),
        Nanos.text(trace.startTimeUnixNano()),
        Nanos.text(trace.endTimeUnixNano()),
        trace.durationNanos(),
        trace.services(),
        trace.errors(),
        failed < 0 ? null : trace.nodes().get(failed).span().spanId().hex(),
        trace.tenant(),
        trace.nodes().stream().map(SpanJson::of).toList(),
        trace.logs().stream().map(LogJson::of).toList(),
        trace.logsComplete(),
        TrustJson.of(trace.completeness()));
  }
}
