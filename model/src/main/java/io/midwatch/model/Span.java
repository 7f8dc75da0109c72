package io.midwatch.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One timed operation of a trace, with everything OTLP can say of it. Times are epoch nanoseconds;
 * {@code kindNumber} and the status number keep values this version does not know; {@code flags}
 * keeps all 32 bits.
 */
public record Span(
    TraceId traceId,
    SpanId spanId,
    @Nullable SpanId parentSpanId,
    String traceState,
    int flags,
    String name,
    int kindNumber,
    long startTimeUnixNano,
    long endTimeUnixNano,
    Attributes attributes,
    int droppedAttributesCount,
    List<SpanEvent> events,
    int droppedEventsCount,
    List<SpanLink> links,
    int droppedLinksCount,
    SpanStatus status,
    Resource resource,
    InstrumentationScope scope) {

  public Span {
    events = List.copyOf(events);
    links = List.copyOf(links);
  }

  public SpanKind kind() {
    return SpanKind.of(kindNumber);
  }

  /** End minus start in nanoseconds; 0 when the end lies before the start. */
  public long durationNanos() {
    return Math.max(0, endTimeUnixNano - startTimeUnixNano);
  }
}
