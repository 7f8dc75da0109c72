package io.midwatch.derive.error;

import io.midwatch.derive.error.Failure.Source;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the failures a span or log record tells of. A function of the one item; what two items tell
 * of the same failure is {@link FailureJoin}'s business. Thread-safe.
 *
 * <pre>
 * span with exception events                → one failure per bug among them, handled when it did not fail
 * failed SERVER, CONSUMER or root span,
 *   without exception event                 → its status and endpoint
 * log record with an exception              → the exception; handled below ERROR, left out below WARN
 * log record of ERROR or above              → its text and logger
 * </pre>
 *
 * <p>Source: semantic conventions, "Recording errors" and "Exceptions in logs": WARN is an
 * exception of a call, DEBUG one of a request its caller cancelled.
 */
public final class FailureReader {
  private static final int WARN = 13;
  private static final int ERROR = 17;

  /** Exception events of one span that are looked at. */
  private static final int MOST_EVENTS = 16;

  private final CanonicalReader reader;
  private final ErrorGrouper grouper;

  public FailureReader(CanonicalReader reader, ErrorGrouper grouper) {
    this.reader = reader;
    this.grouper = grouper;
  }

  /** The failures of a span, one per bug, in the order of its events; mostly none. */
  public List<Failure> failures(Span span) {
    boolean failed =
        reader.read(span, CanonicalField.FAILED) instanceof BoolValue(boolean value) && value;
    List<Failure> failures = new ArrayList<>(0);
    int looked = 0;
    for (SpanEvent event : span.events()) {
      if (event.name().equals("exception") && looked++ < MOST_EVENTS) {
        add(failures, span, event, !failed);
      }
    }
    if (failures.isEmpty() && failed && isEntry(span)) {
      String service = text(reader.read(span, CanonicalField.SERVICE));
      ErrorGroup group =
          grouper.bare(
              text(reader.read(span, CanonicalField.ERROR_TYPE)),
              span.status().message(),
              service,
              text(reader.read(span, CanonicalField.ENDPOINT)));
      failures.add(failure(span, Source.BARE_SPAN, group, false));
    }
    return failures;
  }

  /** Ids of the bugs a span tells of. */
  public List<String> groups(Span span) {
    return failures(span).stream().map(failure -> failure.group().id()).toList();
  }

  /** The id of the bug a log record tells of, if it does. */
  public Optional<String> group(LogRecord log) {
    return failure(log).map(failure -> failure.group().id());
  }

  /** The failure of a log record, if it tells of one. */
  public Optional<Failure> failure(LogRecord log) {
    int severity = log.severityNumber();
    if (severity != 0 && severity < WARN) {
      return Optional.empty(); // nearly all records: nothing else of them is looked at
    }
    Attributes attributes = log.attributes();
    String type = text(attributes.find("exception.type"));
    String trace = text(attributes.find("exception.stacktrace"));
    String event = text(reader.read(log, CanonicalField.EVENT_NAME));
    boolean exception =
        !type.isEmpty()
            || !trace.isEmpty()
            || event.equals("exception")
            || event.endsWith(".exception");
    if (!exception && severity < ERROR) {
      return Optional.empty();
    }
    String service = text(reader.read(log, CanonicalField.SERVICE));
    if (!exception) {
      ErrorGroup group = grouper.log(log.body().text(), log.scope().name(), service);
      return Optional.of(failure(log, Source.ERROR_LOG, group, service, false));
    }
    String message = text(attributes.find("exception.message"));
    ErrorGroup group = grouper.exception(type, message, trace, service);
    boolean handled = severity != 0 && severity < ERROR;
    return Optional.of(failure(log, Source.EXCEPTION_LOG, group, service, handled));
  }

  /** Work that was asked for from outside, or that nobody asked for: jobs. */
  private static boolean isEntry(Span span) {
    return span.kind() == SpanKind.SERVER
        || span.kind() == SpanKind.CONSUMER
        || span.parentSpanId() == null;
  }

  private void add(List<Failure> failures, Span span, SpanEvent event, boolean handled) {
    Attributes attributes = event.attributes();
    ErrorGroup group =
        grouper.exception(
            text(attributes.find("exception.type")),
            text(attributes.find("exception.message")),
            text(attributes.find("exception.stacktrace")),
            text(reader.read(span, CanonicalField.SERVICE)));
    if (failures.stream().noneMatch(known -> known.group().id().equals(group.id()))) {
      failures.add(failure(span, Source.SPAN_EVENT, group, handled));
    }
  }

  private Failure failure(Span span, Source source, ErrorGroup group, boolean handled) {
    boolean entry = isEntry(span);
    return new Failure(
        source,
        group,
        span.startTimeUnixNano(),
        handled,
        text(reader.read(span, CanonicalField.SERVICE)),
        entry ? text(reader.read(span, CanonicalField.ENDPOINT)) : "",
        text(reader.read(span, CanonicalField.VERSION)),
        text(reader.read(span, CanonicalField.ENVIRONMENT)),
        text(reader.read(span, CanonicalField.TENANT)),
        text(reader.read(span, CanonicalField.USER)),
        span.traceId(),
        span.spanId(),
        span.parentSpanId(),
        entry,
        CanonicalSpan.of(span, reader).sampling().count());
  }

  private Failure failure(
      LogRecord log, Source source, ErrorGroup group, String service, boolean handled) {
    return new Failure(
        source,
        group,
        log.effectiveTimeUnixNano(),
        handled,
        service,
        "",
        text(reader.read(log, CanonicalField.VERSION)),
        text(reader.read(log, CanonicalField.ENVIRONMENT)),
        text(reader.read(log, CanonicalField.TENANT)),
        text(reader.read(log, CanonicalField.USER)),
        log.traceId(),
        log.spanId(),
        null,
        false,
        1);
  }

  private static String text(@Nullable AttributeValue value) {
    return value == null ? "" : value.text();
  }
}
