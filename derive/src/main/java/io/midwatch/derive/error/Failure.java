package io.midwatch.derive.error;

import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * One failure that a span or log record tells of, with the bug it belongs to and where it was seen.
 * Texts are empty when nothing was sent.
 *
 * @param timeUnixNano of the log record, or the start of the span: that is where a span belongs
 * @param endUnixNano of the span; of a log record its time
 * @param handled whether the operation went on: an exception of a span that did not fail, or a
 *     warning
 * @param endpoint of an entry span; empty for other spans and log records
 * @param spanId null for a log record outside any span
 * @param parentSpanId of the span; null for a root span and for log records
 * @param entry whether the span is where work of its service begins: what it tells of may have come
 *     up from spans below
 * @param times how many failures it stands for, because others were not sent
 */
public record Failure(
    Source source,
    ErrorGroup group,
    long timeUnixNano,
    long endUnixNano,
    boolean handled,
    String service,
    String endpoint,
    String version,
    String environment,
    String tenant,
    String user,
    @Nullable TraceId traceId,
    @Nullable SpanId spanId,
    @Nullable SpanId parentSpanId,
    boolean entry,
    long times) {

  /** The failure as part of what the entry span of its service was asked to do. */
  Failure within(Failure entrySpan) {
    if (entry) {
      return this;
    }
    return new Failure(
        source,
        group,
        timeUnixNano,
        endUnixNano,
        handled,
        service,
        entrySpan.endpoint,
        version,
        environment,
        tenant.isEmpty() ? entrySpan.tenant : tenant,
        user.isEmpty() ? entrySpan.user : user,
        traceId,
        spanId,
        parentSpanId,
        false,
        times);
  }

  /** The same, after which the operation did not go on. */
  Failure unhandled() {
    return new Failure(
        source,
        group,
        timeUnixNano,
        endUnixNano,
        false,
        service,
        endpoint,
        version,
        environment,
        tenant,
        user,
        traceId,
        spanId,
        parentSpanId,
        entry,
        times);
  }

  /** The failure as that of a trace's tenant; itself when it has a tenant or the trace has none. */
  Failure ofTenant(String traceTenant) {
    if (!tenant.isEmpty() || traceTenant.isEmpty()) {
      return this;
    }
    return new Failure(
        source,
        group,
        timeUnixNano,
        endUnixNano,
        handled,
        service,
        endpoint,
        version,
        environment,
        traceTenant,
        user,
        traceId,
        spanId,
        parentSpanId,
        entry,
        times);
  }

  /** What told of a failure, the most telling first. */
  public enum Source {
    /** An exception event of a span. */
    SPAN_EVENT,
    /** A log record that carries an exception. */
    EXCEPTION_LOG,
    /** A log record of severity ERROR or above. */
    ERROR_LOG,
    /** A span that failed without saying more: an HTTP or RPC status, a failed consumer. */
    BARE_SPAN;

    /** Whether the failure names an exception. */
    public boolean isException() {
      return this == SPAN_EVENT || this == EXCEPTION_LOG;
    }
  }
}
