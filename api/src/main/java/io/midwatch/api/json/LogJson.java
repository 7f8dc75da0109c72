package io.midwatch.api.json;

import io.midwatch.model.LogRecord;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.query.Row;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One log record with everything that was sent.
 *
 * @param id of the row; stays while the record is kept
 * @param severity trace, debug, info, warn, error, fatal or unspecified
 * @param body text, or any other type as {@link TypedJson} writes it
 */
public record LogJson(
    String id,
    String timeUnixNano,
    String observedTimeUnixNano,
    String severity,
    int severityNumber,
    String severityText,
    @Nullable Object body,
    String eventName,
    @Nullable String traceId,
    @Nullable String spanId,
    int flags,
    Map<String, @Nullable Object> attributes,
    int droppedAttributesCount,
    ResourceJson resource,
    ScopeJson scope) {
  public static LogJson of(Row<LogRecord> row) {
    LogRecord log = row.item();
    TraceId traceId = log.traceId();
    SpanId spanId = log.spanId();
    return new LogJson(
        row.id().text(),
        Nanos.text(log.timeUnixNano()),
        Nanos.text(log.observedTimeUnixNano()),
        log.severity().name().toLowerCase(Locale.ROOT),
        log.severityNumber(),
        log.severityText(),
        TypedJson.of(log.body()),
        log.eventName(),
        traceId == null ? null : traceId.hex(),
        spanId == null ? null : spanId.hex(),
        log.flags(),
        TypedJson.of(log.attributes()),
        log.droppedAttributesCount(),
        ResourceJson.of(log.resource()),
        ScopeJson.of(log.scope()));
  }
}
