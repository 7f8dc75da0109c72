package io.midwatch.derive.error;

import io.midwatch.derive.error.Failure.Source;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Span;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanKind;
import io.midwatch.model.TraceId;
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
 * log record with an exception              → the exception; handled below ERROR unless it is
 *                                             that of a call, left out below WARN
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
    return failures(CanonicalSpan.of(span, reader));
  }

  /** As {@link #failures(Span)}, of a span that need not be kept as a record. */
  List<Failure> failures(CanonicalSpan span) {
    boolean failed = span.read(CanonicalField.FAILED) instanceof BoolValue(boolean value) && value;
    List<Failure> failures = new ArrayList<>(0);
    List<Attributes> exceptions = span.exceptions();
    for (int i = 0; i < Math.min(exceptions.size(), MOST_EVENTS); i++) {
      add(failures, span, exceptions.get(i), !failed);
    }
    if (failures.isEmpty() && failed && isEntry(span)) {
      ErrorGroup group =
          grouper.bare(
              text(span.read(CanonicalField.ERROR_TYPE)),
              span.statusMessage(),
              text(span.read(CanonicalField.SERVICE)),
              text(span.read(CanonicalField.ENDPOINT)));
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
    boolean ofOperation = event.endsWith(".exception");
    boolean exception =
        !type.isEmpty() || !trace.isEmpty() || event.equals("exception") || ofOperation;
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
    // A call that failed warns; as an event of its span the same exception is not handled either.
    boolean handled = severity != 0 && severity < ERROR && !ofOperation;
    return Optional.of(failure(log, Source.EXCEPTION_LOG, group, service, handled));
  }

  /** Work that was asked for from outside, or that nobody asked for: jobs. */
  private static boolean isEntry(CanonicalSpan span) {
    return span.kind() == SpanKind.SERVER
        || span.kind() == SpanKind.CONSUMER
        || span.parentSpanIdBits() == 0;
  }

  private void add(
      List<Failure> failures, CanonicalSpan span, Attributes exception, boolean handled) {
    ErrorGroup group =
        grouper.exception(
            text(exception.find("exception.type")),
            text(exception.find("exception.message")),
            text(exception.find("exception.stacktrace")),
            text(span.read(CanonicalField.SERVICE)));
    for (Failure known : failures) {
      if (known.group().id().equals(group.id())) {
        return;
      }
    }
    failures.add(failure(span, Source.SPAN_EVENT, group, handled));
  }

  private static Failure failure(
      CanonicalSpan span, Source source, ErrorGroup group, boolean handled) {
    boolean entry = isEntry(span);
    long parent = span.parentSpanIdBits();
    return new Failure(
        source,
        group,
        span.startTimeUnixNano(),
        span.startTimeUnixNano() + span.durationNanos(),
        handled,
        text(span.read(CanonicalField.SERVICE)),
        entry ? text(span.read(CanonicalField.ENDPOINT)) : "",
        text(span.read(CanonicalField.VERSION)),
        text(span.read(CanonicalField.ENVIRONMENT)),
        text(span.read(CanonicalField.TENANT)),
        text(span.read(CanonicalField.USER)),
        new TraceId(span.traceIdHigh(), span.traceIdLow()),
        new SpanId(span.spanIdBits()),
        parent == 0 ? null : new SpanId(parent),
        entry,
        span.sampling().count());
  }

  private Failure failure(
      LogRecord log, Source source, ErrorGroup group, String service, boolean handled) {
    return new Failure(
        source,
        group,
        log.effectiveTimeUnixNano(),
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
