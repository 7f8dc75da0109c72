package io.midwatch.model.semconv;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a canonical field of a span or log record, whatever names and values were sent. Values have
 * the field's type: text as StringValue, never empty; numbers as LongValue, or DoubleValue when not
 * whole; booleans as BoolValue. Null means that the record does not have the field. Pure and
 * thread-safe.
 *
 * <pre>
 * sent by an agent of 2023                    read
 * http.method=POST, http.status_code=502      HTTP_METHOD=POST  HTTP_STATUS=502  FAILED=true
 * http.target=/pay?x=1, name "HTTP POST"      URL_PATH=/pay     ENDPOINT="POST /pay"
 * </pre>
 */
public final class CanonicalReader {
  private final IdentityKeys identityKeys;

  public CanonicalReader(IdentityKeys identityKeys) {
    this.identityKeys = identityKeys;
  }

  public @Nullable AttributeValue read(Span span, CanonicalField field) {
    Attributes resource = span.resource().attributes();
    return switch (field) {
      case TRACE_ID -> AttributeValue.of(span.traceId().hex());
      case SPAN_ID -> AttributeValue.of(span.spanId().hex());
      case PARENT_SPAN_ID ->
          span.parentSpanId() == null ? null : AttributeValue.of(span.parentSpanId().hex());
      case NAME -> text(span.name());
      case KIND -> AttributeValue.of(span.kind().name().toLowerCase(Locale.ROOT));
      case STATUS -> AttributeValue.of(span.status().code());
      case STATUS_MESSAGE -> text(span.status().message());
      case DURATION -> AttributeValue.of(span.durationNanos());
      case SEVERITY, SEVERITY_TEXT, BODY, EVENT_NAME -> null;
      case SCOPE_NAME -> text(span.scope().name());
      case SERVICE -> AttributeValue.of(IdentityNames.service(resource));
      case TENANT -> first(identityKeys.tenantKeys(), span.attributes(), resource);
      case USER -> first(identityKeys.userKeys(), span.attributes(), resource);
      case ENDPOINT -> text(EndpointName.of(span));
      case FAILED -> AttributeValue.of(new SpanOutcome(span).failed());
      case ERROR_TYPE -> new SpanOutcome(span).errorType();
      case EXCEPTION_TYPE, EXCEPTION_MESSAGE, EXCEPTION_STACKTRACE ->
          SpanOutcome.exception(span, field.key());
      case DB_QUERY_SUMMARY -> querySummary(span.kind(), span.attributes(), resource);
      case MESSAGING_OPERATION_TYPE -> MessagingNames.operationType(span);
      default -> SemconvTable.read(field, span.kind(), span.attributes(), resource);
    };
  }

  /** Fields that only a span can have (kind, status, duration, endpoint, failed) are null. */
  public @Nullable AttributeValue read(LogRecord log, CanonicalField field) {
    Attributes resource = log.resource().attributes();
    return switch (field) {
      case TRACE_ID -> log.traceId() == null ? null : AttributeValue.of(log.traceId().hex());
      case SPAN_ID -> log.spanId() == null ? null : AttributeValue.of(log.spanId().hex());
      case PARENT_SPAN_ID, NAME, KIND, STATUS, STATUS_MESSAGE, DURATION, ENDPOINT, FAILED -> null;
      case SEVERITY ->
          log.severityNumber() == 0 ? null : AttributeValue.of((long) log.severityNumber());
      case SEVERITY_TEXT -> text(log.severityText());
      case BODY -> TypedValue.text(log.body());
      case EVENT_NAME ->
          log.eventName().isEmpty()
              ? TypedValue.of(log.attributes().find("event.name"), FieldType.TEXT)
              : AttributeValue.of(log.eventName());
      case SCOPE_NAME -> text(log.scope().name());
      case SERVICE -> AttributeValue.of(IdentityNames.service(resource));
      case TENANT -> first(identityKeys.tenantKeys(), log.attributes(), resource);
      case USER -> first(identityKeys.userKeys(), log.attributes(), resource);
      case EXCEPTION_TYPE, EXCEPTION_MESSAGE, EXCEPTION_STACKTRACE ->
          TypedValue.of(log.attributes().find(field.key()), FieldType.TEXT);
      case DB_QUERY_SUMMARY -> querySummary(SpanKind.UNSPECIFIED, log.attributes(), resource);
      default -> SemconvTable.read(field, SpanKind.UNSPECIFIED, log.attributes(), resource);
    };
  }

  /** What the value of a span's field depends on. */
  public FieldInputs spanInputs(CanonicalField field) {
    return InputTable.ofSpan(field, identityKeys);
  }

  /** What ENDPOINT depends on in a span that has HTTP_ROUTE: less than in others. */
  public FieldInputs endpointInputsOfRoute() {
    return InputTable.endpointOfRoute();
  }

  /** What the value of a log record's field depends on. */
  public FieldInputs logInputs(CanonicalField field) {
    return InputTable.ofLog(field, identityKeys);
  }

  /** Service, environment, version, instance, tenant and user of a resource; null for the rest. */
  public @Nullable AttributeValue read(Resource resource, CanonicalField field) {
    Attributes attributes = resource.attributes();
    return switch (field) {
      case SERVICE -> AttributeValue.of(IdentityNames.service(attributes));
      case TENANT -> first(identityKeys.tenantKeys(), attributes);
      case USER -> first(identityKeys.userKeys(), attributes);
      default -> SemconvTable.read(field, SpanKind.UNSPECIFIED, Attributes.empty(), attributes);
    };
  }

  /** The value as text; null when the span does not have the field. */
  public @Nullable String readText(Span span, CanonicalField field) {
    return asText(read(span, field));
  }

  /** The value as text; null when the log record does not have the field. */
  public @Nullable String readText(LogRecord log, CanonicalField field) {
    return asText(read(log, field));
  }

  /** The value as text; null when the resource does not have the field. */
  public @Nullable String readText(Resource resource, CanonicalField field) {
    return asText(read(resource, field));
  }

  /** The value of a NUMBER field, in the field's unit; null when absent or no number. */
  public @Nullable Double readNumber(Span span, CanonicalField field) {
    return asNumber(read(span, field));
  }

  /** The value of a NUMBER field, in the field's unit; null when absent or no number. */
  public @Nullable Double readNumber(LogRecord log, CanonicalField field) {
    return asNumber(read(log, field));
  }

  private static @Nullable AttributeValue text(String text) {
    return text.isEmpty() ? null : AttributeValue.of(text);
  }

  private static @Nullable AttributeValue first(List<String> keys, Attributes... places) {
    for (Attributes place : places) {
      for (String key : keys) {
        AttributeValue value = TypedValue.of(place.find(key), FieldType.TEXT);
        if (value != null) {
          return value;
        }
      }
    }
    return null;
  }

  /** As sent, else operation and collection: {@code SELECT orders}. */
  private static @Nullable AttributeValue querySummary(
      SpanKind kind, Attributes record, Attributes resource) {
    AttributeValue sent =
        SemconvTable.read(CanonicalField.DB_QUERY_SUMMARY, kind, record, resource);
    AttributeValue verb = SemconvTable.read(CanonicalField.DB_OPERATION, kind, record, resource);
    if (sent != null || verb == null) {
      return sent;
    }
    AttributeValue table = SemconvTable.read(CanonicalField.DB_COLLECTION, kind, record, resource);
    return table == null ? verb : AttributeValue.of(verb.text() + " " + table.text());
  }

  private static @Nullable String asText(@Nullable AttributeValue value) {
    return value == null ? null : value.text();
  }

  private static @Nullable Double asNumber(@Nullable AttributeValue value) {
    AttributeValue number = TypedValue.of(value, FieldType.NUMBER);
    return number == null ? null : TypedValue.toDouble(number);
  }
}
