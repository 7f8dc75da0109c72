package io.midwatch.model;

import org.jspecify.annotations.Nullable;

/**
 * One log record, with everything OTLP can say of it. Times are epoch nanoseconds, 0 when not sent.
 * {@code severityNumber} is 0 (not sent) or 1 to 24. Invalid ids mean "not associated": null.
 */
public record LogRecord(
    long timeUnixNano,
    long observedTimeUnixNano,
    int severityNumber,
    String severityText,
    AttributeValue body,
    String eventName,
    Attributes attributes,
    int droppedAttributesCount,
    int flags,
    @Nullable TraceId traceId,
    @Nullable SpanId spanId,
    Resource resource,
    InstrumentationScope scope) {

  /**
   * The time the record is filed under: its own, else the observed one; 0 when neither was sent.
   */
  public long effectiveTimeUnixNano() {
    return timeUnixNano != 0 ? timeUnixNano : observedTimeUnixNano;
  }

  public Severity severity() {
    return Severity.of(severityNumber);
  }
}
