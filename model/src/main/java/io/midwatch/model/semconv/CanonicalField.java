package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.FieldType.BOOL;
import static io.midwatch.model.semconv.FieldType.NUMBER;
import static io.midwatch.model.semconv.FieldType.TEXT;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields every screen, query and rollup computes with, whatever names and values were sent. The
 * {@code key} is the newest OpenTelemetry name, or Midwatch's own short name where OpenTelemetry
 * has none. Units are in the comment; a field without a value is absent, never empty.
 */
public enum CanonicalField {
  // What a row is, whatever its attributes say.
  TRACE_ID("trace.id", TEXT),
  SPAN_ID("span.id", TEXT),
  PARENT_SPAN_ID("parent.span.id", TEXT),
  NAME("name", TEXT),
  /** server, client, producer, consumer, internal, unspecified. */
  KIND("kind", TEXT),
  /** unset, ok, error, or an unknown number as text. */
  STATUS("status", TEXT),
  STATUS_MESSAGE("status.message", TEXT),
  /** Nanoseconds. */
  DURATION("duration", NUMBER),
  /** Log severity number, 1 to 24. */
  SEVERITY("severity", NUMBER),
  SEVERITY_TEXT("severity.text", TEXT),
  BODY("body", TEXT),
  EVENT_NAME("event.name", TEXT),
  SCOPE_NAME("otel.scope.name", TEXT),

  // Identity.
  /** {@code namespace/name}, or the name alone; unknown_service when nothing was sent. */
  SERVICE("service", TEXT),
  ENVIRONMENT("deployment.environment.name", TEXT),
  VERSION("service.version", TEXT),
  /** Service instance id, else pod, else host. */
  INSTANCE("service.instance.id", TEXT),
  TENANT("tenant", TEXT),
  USER("user", TEXT),

  // Derived from several attributes.
  /** What was called: HTTP method and route, RPC method, messaging operation, or the span name. */
  ENDPOINT("endpoint", TEXT),
  /**
   * Whether a SERVER or CONSUMER span failed by the server's fault; any other span: status error.
   */
  FAILED("failed", BOOL),

  // HTTP.
  HTTP_METHOD("http.request.method", TEXT),
  HTTP_STATUS("http.response.status_code", NUMBER),
  HTTP_ROUTE("http.route", TEXT),
  HTTP_RESEND_COUNT("http.request.resend_count", NUMBER),
  URL_FULL("url.full", TEXT),
  URL_PATH("url.path", TEXT),
  URL_QUERY("url.query", TEXT),
  URL_SCHEME("url.scheme", TEXT),
  URL_TEMPLATE("url.template", TEXT),
  SERVER_ADDRESS("server.address", TEXT),
  SERVER_PORT("server.port", NUMBER),
  CLIENT_ADDRESS("client.address", TEXT),
  PEER_SERVICE("service.peer.name", TEXT),
  /** {@code 1.1}, {@code 2}, {@code 3}. */
  NETWORK_PROTOCOL_VERSION("network.protocol.version", TEXT),
  USER_AGENT("user_agent.original", TEXT),
  ERROR_TYPE("error.type", TEXT),

  // Databases.
  DB_SYSTEM("db.system.name", TEXT),
  DB_NAMESPACE("db.namespace", TEXT),
  DB_QUERY_TEXT("db.query.text", TEXT),
  DB_QUERY_SUMMARY("db.query.summary", TEXT),
  DB_OPERATION("db.operation.name", TEXT),
  DB_COLLECTION("db.collection.name", TEXT),
  DB_RESPONSE_STATUS("db.response.status_code", TEXT),

  // Messaging.
  MESSAGING_SYSTEM("messaging.system", TEXT),
  MESSAGING_DESTINATION("messaging.destination.name", TEXT),
  /** create, send, receive, process, settle. */
  MESSAGING_OPERATION_TYPE("messaging.operation.type", TEXT),
  MESSAGING_OPERATION_NAME("messaging.operation.name", TEXT),
  MESSAGING_CONSUMER_GROUP("messaging.consumer.group.name", TEXT),
  MESSAGING_PARTITION("messaging.destination.partition.id", TEXT),
  MESSAGING_MESSAGE_ID("messaging.message.id", TEXT),
  MESSAGING_BATCH_COUNT("messaging.batch.message_count", NUMBER),
  /** Nanoseconds a message waited before it was received, as the receiving span says it. */
  MESSAGING_QUEUE_TIME("messaging.queue_time", NUMBER),

  // RPC.
  RPC_SYSTEM("rpc.system.name", TEXT),
  /** Fully qualified, {@code package.Service/Method}. */
  RPC_METHOD("rpc.method", TEXT),
  /** Name of the status, {@code UNAVAILABLE}. */
  RPC_STATUS("rpc.status_code", TEXT),

  // Exceptions of a log record, or of the first exception event of a span.
  EXCEPTION_TYPE("exception.type", TEXT),
  EXCEPTION_MESSAGE("exception.message", TEXT),
  EXCEPTION_STACKTRACE("exception.stacktrace", TEXT);

  private static final Map<String, CanonicalField> BY_KEY =
      Stream.of(values()).collect(Collectors.toMap(CanonicalField::key, Function.identity()));

  private final String key;
  private final FieldType type;

  CanonicalField(String key, FieldType type) {
    this.key = key;
    this.type = type;
  }

  /** The name shown and used in queries. */
  public String key() {
    return key;
  }

  public FieldType type() {
    return type;
  }

  /** The field of a canonical key; older spellings are the semconv table's business. */
  public static Optional<CanonicalField> byKey(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }
}
