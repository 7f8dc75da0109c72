package io.midwatch.model.semconv;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a span called, as a name of low cardinality. The first that applies:
 *
 * <pre>
 * http.route                       POST /v1/checkout
 * RPC method                       shop.Orders/Get
 * messaging operation, destination process orders
 * url.template of a client         GET /cards/{id}
 * span name, templated             GET /orders/{id}
 * url.path, templated              GET /orders/{id}      when the span name says only the method
 * </pre>
 *
 * Source: the span name sections of the HTTP, RPC and messaging semantic conventions.
 */
final class EndpointName {
  /** Any other method is the caller's invention or {@code _OTHER}: the name then says HTTP. */
  private static final Set<String> METHODS =
      Set.of(
          "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY");

  private EndpointName() {}

  static String of(Span span) {
    String route = text(span, CanonicalField.HTTP_ROUTE);
    if (route != null) {
      return withMethod(span, route);
    }
    String rpc = text(span, CanonicalField.RPC_METHOD);
    if (rpc != null) {
      return rpc;
    }
    String destination = text(span, CanonicalField.MESSAGING_DESTINATION);
    if (destination != null) {
      return messaging(span, destination);
    }
    String template = text(span, CanonicalField.URL_TEMPLATE);
    return template != null ? withMethod(span, template) : byName(span);
  }

  private static String messaging(Span span, String destination) {
    AttributeValue type = MessagingNames.operationType(span);
    String operation =
        type != null ? type.text() : text(span, CanonicalField.MESSAGING_OPERATION_NAME);
    String name = NameTemplate.of(destination);
    return operation == null ? name : operation + " " + name;
  }

  private static String byName(Span span) {
    String path = text(span, CanonicalField.URL_PATH);
    return path != null && saysOnlyTheMethod(span)
        ? withMethod(span, NameTemplate.of(path))
        : NameTemplate.of(span.name());
  }

  private static boolean saysOnlyTheMethod(Span span) {
    String name = span.name();
    String method = text(span, CanonicalField.HTTP_METHOD);
    return name.isEmpty()
        || name.equals("HTTP")
        || name.equals(method)
        || name.equals("HTTP " + method);
  }

  private static String withMethod(Span span, String path) {
    String method = text(span, CanonicalField.HTTP_METHOD);
    if (method == null) {
      return path;
    }
    return (METHODS.contains(method) ? method : "HTTP") + " " + path;
  }

  private static @Nullable String text(Span span, CanonicalField field) {
    AttributeValue value =
        SemconvTable.read(field, span.kind(), span.attributes(), span.resource().attributes());
    return value == null ? null : value.text();
  }
}
