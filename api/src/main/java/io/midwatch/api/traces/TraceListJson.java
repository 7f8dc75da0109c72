package io.midwatch.api.traces;

import io.midwatch.api.json.Nanos;
import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Found traces, newest first.
 *
 * @param next the {@code cursor} of the page after, null when there is none
 * @param previous the {@code cursor} of the page before, null on the first
 */
record TraceListJson(
    WindowJson window,
    List<Summary> traces,
    @Nullable String next,
    @Nullable String previous,
    TrustJson completeness) {

  /**
   * One trace over all its stored spans.
   *
   * @param root null when the span without parent is not stored
   * @param matched the earliest span that matched
   * @param errors spans with status error
   */
  record Summary(
      String traceId,
      String startTimeUnixNano,
      long durationNanos,
      @Nullable Head root,
      Head matched,
      int spans,
      int services,
      int errors) {
    private static Summary of(TraceSummary trace, CanonicalReader reader) {
      Span root = trace.root();
      return new Summary(
          trace.traceId().hex(),
          Nanos.text(trace.startTimeUnixNano()),
          trace.durationNanos(),
          root == null ? null : Head.of(root, reader),
          Head.of(trace.matched(), reader),
          trace.spans(),
          trace.services(),
          trace.errors());
    }
  }

  /** What one line says of a span. */
  record Head(
      String spanId,
      String service,
      String name,
      String endpoint,
      String startTimeUnixNano,
      long durationNanos,
      String status) {
    private static Head of(Span span, CanonicalReader reader) {
      return new Head(
          span.spanId().hex(),
          text(reader, span, CanonicalField.SERVICE),
          span.name(),
          text(reader, span, CanonicalField.ENDPOINT),
          Nanos.text(span.startTimeUnixNano()),
          span.durationNanos(),
          span.status().code());
    }

    private static String text(CanonicalReader reader, Span span, CanonicalField field) {
      AttributeValue value = reader.read(span, field);
      return value == null ? "" : value.text();
    }
  }

  static TraceListJson of(Window window, TraceAnswer answer, CanonicalReader reader) {
    return new TraceListJson(
        WindowJson.of(window),
        answer.traces().stream().map(trace -> Summary.of(trace, reader)).toList(),
        answer.next(),
        answer.previous(),
        TrustJson.of(answer.completeness()));
  }
}
