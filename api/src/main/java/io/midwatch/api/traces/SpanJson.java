package io.midwatch.api.traces;

import io.midwatch.api.json.Nanos;
import io.midwatch.api.json.ResourceJson;
import io.midwatch.api.json.ScopeJson;
import io.midwatch.api.json.TypedJson;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanLink;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import io.midwatch.query.traces.TraceNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One span with everything that was sent, in its place in the trace.
 *
 * @param kind unspecified, internal, server, client, producer, consumer
 * @param depth 0 for a root
 * @param selfNanos time not covered by children
 * @param orphan names a parent that is not stored
 * @param critical on the path that decided when the trace ended
 */
record SpanJson(
    String traceId,
    String spanId,
    @Nullable String parentSpanId,
    String traceState,
    int flags,
    String name,
    String kind,
    int kindNumber,
    String startTimeUnixNano,
    String endTimeUnixNano,
    long durationNanos,
    Status status,
    Map<String, @Nullable Object> attributes,
    int droppedAttributesCount,
    List<Event> events,
    int droppedEventsCount,
    List<Link> links,
    int droppedLinksCount,
    ResourceJson resource,
    ScopeJson scope,
    String service,
    int depth,
    long selfNanos,
    boolean orphan,
    boolean failed,
    boolean critical) {

  /** The code is unset, ok or error, or an unknown number as text. */
  record Status(String code, String message) {
    static Status of(SpanStatus status) {
      return new Status(status.code(), status.message());
    }
  }

  record Event(
      String timeUnixNano,
      String name,
      Map<String, @Nullable Object> attributes,
      int droppedAttributesCount) {
    static Event of(SpanEvent event) {
      return new Event(
          Nanos.text(event.timeUnixNano()),
          event.name(),
          TypedJson.of(event.attributes()),
          event.droppedAttributesCount());
    }
  }

  record Link(
      @Nullable String traceId,
      @Nullable String spanId,
      String traceState,
      Map<String, @Nullable Object> attributes,
      int droppedAttributesCount,
      int flags) {
    static Link of(SpanLink link) {
      TraceId traceId = link.traceId();
      SpanId spanId = link.spanId();
      return new Link(
          traceId == null ? null : traceId.hex(),
          spanId == null ? null : spanId.hex(),
          link.traceState(),
          TypedJson.of(link.attributes()),
          link.droppedAttributesCount(),
          link.flags());
    }
  }

  static SpanJson of(TraceNode node) {
    Span span = node.span();
    SpanId parent = span.parentSpanId();
    return new SpanJson(
        span.traceId().hex(),
        span.spanId().hex(),
        parent == null ? null : parent.hex(),
        span.traceState(),
        span.flags(),
        span.name(),
        span.kind().name().toLowerCase(Locale.ROOT),
        span.kindNumber(),
        Nanos.text(span.startTimeUnixNano()),
        Nanos.text(span.endTimeUnixNano()),
        span.durationNanos(),
        Status.of(span.status()),
        TypedJson.of(span.attributes()),
        span.droppedAttributesCount(),
        span.events().stream().map(Event::of).toList(),
        span.droppedEventsCount(),
        span.links().stream().map(Link::of).toList(),
        span.droppedLinksCount(),
        ResourceJson.of(span.resource()),
        ScopeJson.of(span.scope()),
        node.service(),
        node.depth(),
        node.selfNanos(),
        node.orphan(),
        node.failed(),
        node.critical());
  }
}
