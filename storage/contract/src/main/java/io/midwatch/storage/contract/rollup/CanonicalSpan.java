package io.midwatch.storage.contract.rollup;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanKind;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One span as its times and canonical fields, whatever it is kept as. Valid only during the call it
 * was given to. Not thread-safe.
 */
public interface CanonicalSpan {
  long startTimeUnixNano();

  /** End minus start in nanoseconds; 0 when the end lies before the start. */
  long durationNanos();

  SpanKind kind();

  /** Raw bits, as all ids here. */
  default long traceIdHigh() {
    return span().traceId().high();
  }

  default long traceIdLow() {
    return span().traceId().low();
  }

  default long spanIdBits() {
    return span().spanId().value();
  }

  /** 0 for none. */
  default long parentSpanIdBits() {
    SpanId parent = span().parentSpanId();
    return parent == null ? 0 : parent.value();
  }

  default int linkCount() {
    return span().links().size();
  }

  /** 0 with {@link #linkTraceIdLow} when the id was none. */
  default long linkTraceIdHigh(int link) {
    TraceId trace = span().links().get(link).traceId();
    return trace == null ? 0 : trace.high();
  }

  default long linkTraceIdLow(int link) {
    TraceId trace = span().links().get(link).traceId();
    return trace == null ? 0 : trace.low();
  }

  /** 0 when the id was none. */
  default long linkSpanIdBits(int link) {
    SpanId span = span().links().get(link).spanId();
    return span == null ? 0 : span.value();
  }

  /** How many spans it stands for; nearly always {@link SpanSampling#EVERY}, found at once. */
  SpanSampling sampling();

  /** As {@link CanonicalReader} reads the field of the whole span. */
  @Nullable AttributeValue read(CanonicalField field);

  /**
   * What is worked out from some fields of the span; where the fields are numbered values, once for
   * all spans that agree in them.
   */
  default <T> T shared(Shared<T> what) {
    return what.compute(this);
  }

  /** Whether the status is error or an event is named {@code exception}. */
  default boolean hasTrouble() {
    Span span = span();
    return span.status().isError()
        || span.events().stream().anyMatch(event -> event.name().equals("exception"));
  }

  /** The attributes of its events named {@code exception}, in the order of the events. */
  default List<Attributes> exceptions() {
    return span().events().stream()
        .filter(event -> event.name().equals("exception"))
        .map(SpanEvent::attributes)
        .toList();
  }

  /** Empty when none was sent. */
  default String statusMessage() {
    return span().status().message();
  }

  /** The whole span; where it is not kept as a record, it is put together each time. */
  Span span();

  /**
   * Something that depends on the kind and these fields of a span, and on nothing else. Fields of
   * very many values gain nothing from it.
   *
   * @param <T> immutable
   */
  interface Shared<T> {
    Set<CanonicalField> fields();

    /** Works it out; asks the span for no other field. */
    T compute(CanonicalSpan span);
  }

  /** The fields of a record. */
  static CanonicalSpan of(Span span, CanonicalReader reader) {
    return new OfRecord(span, reader);
  }

  /** A span kept as a record. */
  record OfRecord(Span span, CanonicalReader reader) implements CanonicalSpan {
    @Override
    public long startTimeUnixNano() {
      return span.startTimeUnixNano();
    }

    @Override
    public long durationNanos() {
      return span.durationNanos();
    }

    @Override
    public SpanKind kind() {
      return span.kind();
    }

    @Override
    public SpanSampling sampling() {
      return SpanSampling.of(
          span.traceState(), span.traceId().high(), span.traceId().low(), span.spanId().value());
    }

    @Override
    public @Nullable AttributeValue read(CanonicalField field) {
      return reader.read(span, field);
    }
  }
}
