package io.midwatch.storage.contract.write;

import io.midwatch.model.Attributes;
import io.midwatch.model.EntityRef;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanLink;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds span records and hands each to a consumer with its position in the request. Not
 * thread-safe.
 */
public final class RecordingSpanSink implements SpanSink {
  private final SharedValues shared;
  private final ObjIntConsumer<Span> spans;
  private final RecordingContext context;
  private final RecordingAttributes attributes;
  private final RecordingAttributes childAttributes;
  private final List<SpanEvent> events = new ArrayList<>();
  private final List<SpanLink> links = new ArrayList<>();
  private @Nullable Runnable openChild;
  private @Nullable Span head;
  private int item;

  public RecordingSpanSink(SharedValues shared, ObjIntConsumer<Span> spans) {
    this.shared = shared;
    this.spans = spans;
    this.context = new RecordingContext(shared);
    this.attributes = new RecordingAttributes(shared);
    this.childAttributes = new RecordingAttributes(shared);
  }

  @Override
  public AttributeSink resource(ByteSlice schemaUrl, int dropped, List<EntityRef> entityRefs) {
    return context.beginResource(schemaUrl, dropped, entityRefs);
  }

  @Override
  public AttributeSink scope(ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int dropped) {
    return context.beginScope(name, version, schemaUrl, dropped);
  }

  @Override
  public AttributeSink span(SpanHeader header) {
    item = header.item;
    events.clear();
    links.clear();
    openChild = null;
    head = headOf(header);
    return attributes.begin();
  }

  /** Everything but attributes, events and links, which follow. */
  private Span headOf(SpanHeader header) {
    return new Span(
        new TraceId(header.traceIdHigh, header.traceIdLow),
        new SpanId(header.spanId),
        RecordingContext.spanId(header.parentSpanId),
        shared.text(header.traceState),
        header.flags,
        shared.text(header.name),
        header.kind,
        header.startTimeUnixNano,
        header.endTimeUnixNano,
        Attributes.empty(),
        header.droppedAttributesCount,
        List.of(),
        header.droppedEventsCount,
        List.of(),
        header.droppedLinksCount,
        status(header),
        context.resource(),
        context.scope());
  }

  private SpanStatus status(SpanHeader header) {
    if (header.statusMessage.isEmpty()) {
      switch (header.statusCode) {
        case SpanStatus.UNSET_NUMBER:
          return SpanStatus.UNSET;
        case SpanStatus.OK_NUMBER:
          return SpanStatus.OK;
        default:
          break;
      }
    }
    return new SpanStatus(header.statusCode, shared.text(header.statusMessage));
  }

  @Override
  public AttributeSink event(long timeUnixNano, ByteSlice name, int dropped) {
    closeChild();
    String eventName = shared.text(name);
    openChild =
        () ->
            events.add(
                new SpanEvent(timeUnixNano, eventName, childAttributes.attributes(), dropped));
    return childAttributes.begin();
  }

  @Override
  public AttributeSink link(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      ByteSlice traceState,
      int flags,
      int dropped) {
    closeChild();
    String state = shared.text(traceState);
    openChild =
        () ->
            links.add(
                new SpanLink(
                    RecordingContext.traceId(traceIdHigh, traceIdLow),
                    RecordingContext.spanId(spanId),
                    state,
                    childAttributes.attributes(),
                    dropped,
                    flags));
    return childAttributes.begin();
  }

  private void closeChild() {
    if (openChild != null) {
      openChild.run();
      openChild = null;
    }
  }

  @Override
  public void endSpan() {
    closeChild();
    Span open = head;
    if (open == null) {
      throw new IllegalStateException("endSpan without span");
    }
    head = null;
    spans.accept(complete(open), item);
  }

  private Span complete(Span open) {
    return new Span(
        open.traceId(),
        open.spanId(),
        open.parentSpanId(),
        open.traceState(),
        open.flags(),
        open.name(),
        open.kindNumber(),
        open.startTimeUnixNano(),
        open.endTimeUnixNano(),
        attributes.attributes(),
        open.droppedAttributesCount(),
        events,
        open.droppedEventsCount(),
        links,
        open.droppedLinksCount(),
        open.status(),
        open.resource(),
        open.scope());
  }
}
