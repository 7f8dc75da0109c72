package io.midwatch.ui.trace;

import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanLink;
import io.midwatch.query.operations.StatementAddress;
import io.midwatch.query.traces.TraceNode;
import io.midwatch.ui.attributes.AttributeRow;
import io.midwatch.ui.logs.LogLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of the selected span.
 *
 * @param offsetNanos from the start of the trace
 * @param status {@code unset}, {@code ok}, {@code error} or an unknown number
 * @param statement what it asks a database, null when it asks none
 * @param logs lines that name this span, oldest first
 * @param dropped what the sender says it left out, in words; empty when nothing
 */
public record SpanDetail(
    String spanId,
    @Nullable String parentSpanId,
    String name,
    String service,
    String kind,
    long startUnixNano,
    long offsetNanos,
    long durationNanos,
    long selfNanos,
    boolean failed,
    String status,
    String statusMessage,
    @Nullable StatementAddress statement,
    List<AttributeRow> attributes,
    List<Event> events,
    List<Link> links,
    List<AttributeRow> resource,
    String scope,
    List<LogLine> logs,
    List<String> dropped) {
  public SpanDetail {
    attributes = List.copyOf(attributes);
    events = List.copyOf(events);
    links = List.copyOf(links);
    resource = List.copyOf(resource);
    logs = List.copyOf(logs);
    dropped = List.copyOf(dropped);
  }

  /** Something that happened during the span, {@code offsetNanos} after its start. */
  public record Event(
      long timeUnixNano, long offsetNanos, String name, List<AttributeRow> attributes) {
    public Event {
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * A pointer to another span, perhaps of another trace; ids are null when they were sent invalid.
   */
  public record Link(
      @Nullable String traceId, @Nullable String spanId, List<AttributeRow> attributes) {
    public Link {
      attributes = List.copyOf(attributes);
    }
  }

  static SpanDetail of(
      TraceNode node,
      long traceStartNanos,
      @Nullable StatementAddress statement,
      List<LogLine> logs) {
    Span span = node.span();
    String scope = span.scope().name();
    return new SpanDetail(
        span.spanId().hex(),
        span.parentSpanId() == null ? null : span.parentSpanId().hex(),
        span.name(),
        node.service(),
        span.kind().name().toLowerCase(Locale.ROOT),
        span.startTimeUnixNano(),
        span.startTimeUnixNano() - traceStartNanos,
        span.durationNanos(),
        node.selfNanos(),
        node.failed(),
        span.status().code(),
        span.status().message(),
        statement,
        AttributeRow.of(span.attributes()),
        span.events().stream().map(event -> event(event, span.startTimeUnixNano())).toList(),
        span.links().stream().map(SpanDetail::link).toList(),
        AttributeRow.of(span.resource().attributes()),
        span.scope().version().isEmpty() ? scope : scope + " " + span.scope().version(),
        logs,
        dropped(span));
  }

  private static Event event(SpanEvent event, long spanStart) {
    return new Event(
        event.timeUnixNano(),
        event.timeUnixNano() - spanStart,
        event.name(),
        AttributeRow.of(event.attributes()));
  }

  private static Link link(SpanLink link) {
    return new Link(
        link.traceId() == null ? null : link.traceId().hex(),
        link.spanId() == null ? null : link.spanId().hex(),
        AttributeRow.of(link.attributes()));
  }

  private static List<String> dropped(Span span) {
    return Stream.of(
            remark(span.droppedAttributesCount(), "attributes"),
            remark(span.droppedEventsCount(), "events"),
            remark(span.droppedLinksCount(), "links"))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static String remark(int count, String what) {
    return count == 0
        ? ""
        : Integer.toUnsignedString(count) + " " + what + " were left out by the sender.";
  }
}
