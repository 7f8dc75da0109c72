package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.FieldInputs.of;
import static io.midwatch.model.semconv.FieldInputs.ofKeys;
import static io.midwatch.model.semconv.FieldInputs.ofRow;
import static io.midwatch.model.semconv.FieldInputs.ofRows;

import io.midwatch.model.semconv.FieldInputs.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What {@link CanonicalReader} reads for which field; keep the two in step. */
final class InputTable {
  private InputTable() {}

  static FieldInputs ofSpan(CanonicalField field, IdentityKeys identityKeys) {
    return switch (field) {
      case PARENT_SPAN_ID -> of(Source.PARENT_SPAN_ID);
      case NAME -> of(Source.NAME);
      case KIND -> of(Source.KIND);
      case STATUS -> of(Source.STATUS);
      case STATUS_MESSAGE -> of(Source.STATUS_MESSAGE);
      case DURATION -> of(Source.TIMES);
      case SEVERITY, SEVERITY_TEXT, BODY, EVENT_NAME -> of();
      case ENDPOINT -> endpoint();
      case FAILED -> outcome();
      case ERROR_TYPE -> outcome().and(ofRow(field)).and(exception("exception.type"));
      case EXCEPTION_TYPE, EXCEPTION_MESSAGE, EXCEPTION_STACKTRACE -> exception(field.key());
      case MESSAGING_OPERATION_TYPE -> messagingOperationType();
      default -> ofBoth(field, identityKeys);
    };
  }

  static FieldInputs ofLog(CanonicalField field, IdentityKeys identityKeys) {
    return switch (field) {
      case PARENT_SPAN_ID, NAME, KIND, STATUS, STATUS_MESSAGE, DURATION, ENDPOINT, FAILED -> of();
      case SEVERITY -> of(Source.SEVERITY);
      case SEVERITY_TEXT -> of(Source.SEVERITY_TEXT);
      case BODY -> of(Source.BODY);
      case EVENT_NAME -> ofKeys(List.of("event.name"), Source.EVENT_NAME);
      case EXCEPTION_TYPE, EXCEPTION_MESSAGE, EXCEPTION_STACKTRACE -> ofKeys(List.of(field.key()));
      default -> withoutKind(ofBoth(field, identityKeys));
    };
  }

  /** A log record has no kind. */
  private static FieldInputs withoutKind(FieldInputs inputs) {
    Set<Source> sources = new HashSet<>(inputs.sources());
    sources.remove(Source.KIND);
    return new FieldInputs(inputs.keys(), sources);
  }

  private static FieldInputs ofBoth(CanonicalField field, IdentityKeys identityKeys) {
    return switch (field) {
      case TRACE_ID -> of(Source.TRACE_ID);
      case SPAN_ID -> of(Source.SPAN_ID);
      case SCOPE_NAME -> of(Source.SCOPE);
      case SERVICE -> of(Source.RESOURCE);
      case TENANT -> ofKeys(identityKeys.tenantKeys(), Source.RESOURCE);
      case USER -> ofKeys(identityKeys.userKeys(), Source.RESOURCE);
      case DB_QUERY_SUMMARY ->
          ofRows(field, CanonicalField.DB_OPERATION, CanonicalField.DB_COLLECTION);
      default -> ofRow(field);
    };
  }

  /** {@link EndpointName}. */
  private static FieldInputs endpoint() {
    return ofRows(
            CanonicalField.HTTP_ROUTE,
            CanonicalField.HTTP_METHOD,
            CanonicalField.RPC_METHOD,
            CanonicalField.MESSAGING_OPERATION_NAME,
            CanonicalField.URL_TEMPLATE,
            CanonicalField.URL_PATH)
        .and(messagingOperationType())
        .and(of(Source.NAME));
  }

  static FieldInputs endpointOfRoute() {
    return ofRows(CanonicalField.HTTP_ROUTE, CanonicalField.HTTP_METHOD);
  }

  private static FieldInputs messagingOperationType() {
    return ofRows(CanonicalField.MESSAGING_OPERATION_TYPE, CanonicalField.MESSAGING_DESTINATION)
        .and(of(Source.KIND));
  }

  /** {@link SpanOutcome}. */
  private static FieldInputs outcome() {
    return ofRows(CanonicalField.HTTP_STATUS, CanonicalField.RPC_STATUS)
        .and(of(Source.KIND, Source.STATUS));
  }

  private static FieldInputs exception(String key) {
    return ofKeys(List.of(key), Source.EXCEPTION);
  }
}
