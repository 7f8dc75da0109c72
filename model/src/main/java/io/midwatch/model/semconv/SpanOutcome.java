package io.midwatch.model.semconv;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * Whether a span failed, and by what.
 *
 * <pre>
 * kind              fails by
 * SERVER, CONSUMER  status Error, HTTP ≥ 500, an RPC status that blames the server
 * CLIENT            status Error, HTTP ≥ 400, any RPC status but OK
 * other             status Error
 * </pre>
 *
 * Source: "Recording errors" and the status sections of the HTTP and gRPC semantic conventions.
 */
final class SpanOutcome {
  private static final AttributeValue OTHER = AttributeValue.of("_OTHER");

  private final Span span;
  private final long httpStatus;
  private final @Nullable String rpcStatus;

  SpanOutcome(Span span) {
    this.span = span;
    httpStatus = read(CanonicalField.HTTP_STATUS) instanceof LongValue(long status) ? status : 0;
    AttributeValue rpc = read(CanonicalField.RPC_STATUS);
    rpcStatus = rpc == null ? null : rpc.text();
  }

  boolean failed() {
    return span.status().isError() || failedByHttp() || failedByRpc();
  }

  /**
   * As sent; else of a failed span the HTTP status, the exception's type, the RPC status or {@code
   * _OTHER}; null when the span did not fail.
   */
  @Nullable AttributeValue errorType() {
    AttributeValue sent = read(CanonicalField.ERROR_TYPE);
    if (sent != null || !failed()) {
      return sent;
    }
    if (failedByHttp()) {
      return AttributeValue.of(Long.toString(httpStatus));
    }
    AttributeValue exception = exception("exception.type");
    if (exception != null) {
      return exception;
    }
    return rpcStatus != null && failedByRpc() ? AttributeValue.of(rpcStatus) : OTHER;
  }

  /** An attribute of the first exception event, else of the span itself; null when empty. */
  static @Nullable AttributeValue exception(Span span, String key) {
    Attributes attributes = span.attributes();
    for (SpanEvent event : span.events()) {
      if (event.name().equals("exception")) {
        attributes = event.attributes();
        break;
      }
    }
    return TypedValue.of(attributes.find(key), FieldType.TEXT);
  }

  private @Nullable AttributeValue exception(String key) {
    return exception(span, key);
  }

  private boolean failedByHttp() {
    return switch (span.kind()) {
      case SERVER, CONSUMER -> httpStatus >= 500;
      case CLIENT -> httpStatus >= 400;
      case PRODUCER, INTERNAL, UNSPECIFIED -> false;
    };
  }

  private boolean failedByRpc() {
    if (rpcStatus == null) {
      return false;
    }
    return switch (span.kind()) {
      case SERVER, CONSUMER -> RpcStatus.isServerFault(rpcStatus);
      case CLIENT -> !RpcStatus.isOk(rpcStatus);
      case PRODUCER, INTERNAL, UNSPECIFIED -> false;
    };
  }

  private @Nullable AttributeValue read(CanonicalField field) {
    SpanKind kind = span.kind();
    return SemconvTable.read(field, kind, span.attributes(), span.resource().attributes());
  }
}
