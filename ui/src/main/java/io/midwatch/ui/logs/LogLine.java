package io.midwatch.ui.logs;

import static java.util.stream.Collectors.joining;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Severity;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.ui.attributes.AttributeRow;
import io.midwatch.ui.format.ShownText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One log record as a page shows it.
 *
 * @param timeUnixNano its own time, else the observed one; 0 when neither was sent
 * @param level as the sender spelled it, else the name of its range; empty when not sent
 * @param tone {@code crit}, {@code warn} or {@code quiet}
 * @param body the whole body, cut at 10,000 characters
 * @param instance of the service, null when not sent
 * @param exception the stack trace, null without one
 */
public record LogLine(
    long timeUnixNano,
    String level,
    String tone,
    String service,
    String body,
    @Nullable String instance,
    @Nullable String tenant,
    @Nullable String traceId,
    @Nullable String spanId,
    @Nullable String exception,
    List<AttributeRow> attributes,
    List<AttributeRow> resource) {
  private static final int PREVIEW = 400;

  public LogLine {
    attributes = List.copyOf(attributes);
    resource = List.copyOf(resource);
  }

  /** The record with its service and tenant read canonically. */
  public static LogLine of(LogRecord log, CanonicalReader reader) {
    String stack = reader.readText(log, CanonicalField.EXCEPTION_STACKTRACE);
    String service = reader.readText(log, CanonicalField.SERVICE);
    return new LogLine(
        log.effectiveTimeUnixNano(),
        level(log),
        tone(log.severity()),
        service == null ? "" : service,
        AttributeRow.cut(log.body().text()),
        reader.readText(log, CanonicalField.INSTANCE),
        reader.readText(log, CanonicalField.TENANT),
        log.traceId() == null ? null : log.traceId().hex(),
        log.spanId() == null ? null : log.spanId().hex(),
        stack == null ? null : AttributeRow.cut(stack),
        AttributeRow.of(log.attributes()),
        AttributeRow.of(log.resource().attributes()));
  }

  /** The first line of the body, for a row; control characters become visible. */
  public String preview() {
    int end = body.indexOf('\n');
    String first = end < 0 ? body : body.substring(0, end);
    return ShownText.cut(first, PREVIEW).replace('\t', ' ');
  }

  /**
   * Who sent it, in one text, for it is the same in many lines: {@code service.name=checkout …}.
   */
  public String resourceText() {
    return resource.stream().map(a -> a.key() + "=" + a.value()).collect(joining(" · "));
  }

  private static String level(LogRecord log) {
    if (!log.severityText().isBlank()) {
      return log.severityText().toLowerCase(Locale.ROOT);
    }
    return log.severity() == Severity.UNSPECIFIED
        ? ""
        : log.severity().name().toLowerCase(Locale.ROOT);
  }

  /** {@code crit}, {@code warn} or {@code quiet}. */
  static String tone(Severity severity) {
    return switch (severity) {
      case ERROR, FATAL -> "crit";
      case WARN -> "warn";
      case UNSPECIFIED, TRACE, DEBUG, INFO -> "quiet";
    };
  }
}
