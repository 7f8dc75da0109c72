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
  USER_ROLES("user.roles", TEXT),

  // Deploys and what was deployed.
  DEPLOYMENT_ID("deployment.id", TEXT),
  DEPLOYMENT_NAME("deployment.name", TEXT),
  /** succeeded, failed. */
  DEPLOYMENT_STATUS("deployment.status", TEXT),
  VCS_REVISION("vcs.ref.head.revision", TEXT),
  VCS_REF_NAME("vcs.ref.head.name", TEXT),
  VCS_REPOSITORY_URL("vcs.repository.url.full", TEXT),
  CICD_RUN_ID("cicd.pipeline.run.id", TEXT),
  CICD_RUN_URL("cicd.pipeline.run.url.full", TEXT),

  // Derived from several attributes.
  /** What was called: HTTP method and route, RPC method, messaging operation, or the span name. */
  ENDPOINT("endpoint", TEXT),
  /**
   * Whether a SERVER or CONSUMER span failed by the server's fault; any other span: status error.
   */
  FAILED("failed", BOOL),

  // HTTP.
  HTTP_METHOD("http.request.method", TEXT),
  /** As the caller sent it, where the method is {@code _OTHER}. */
  HTTP_METHOD_ORIGINAL("http.request.method_original", TEXT),
  HTTP_STATUS("http.response.status_code", NUMBER),
  HTTP_ROUTE("http.route", TEXT),
  HTTP_RESEND_COUNT("http.request.resend_count", NUMBER),
  /** Bytes of the body on the wire. */
  HTTP_REQUEST_SIZE("http.request.body.size", NUMBER),
  /** Bytes of the body on the wire. */
  HTTP_RESPONSE_SIZE("http.response.body.size", NUMBER),
  URL_FULL("url.full", TEXT),
  URL_PATH("url.path", TEXT),
  URL_QUERY("url.query", TEXT),
  URL_SCHEME("url.scheme", TEXT),
  URL_TEMPLATE("url.template", TEXT),
  USER_AGENT("user_agent.original", TEXT),
  ERROR_TYPE("error.type", TEXT),

  // The two ends of a call, and the network between them.
  SERVER_ADDRESS("server.address", TEXT),
  SERVER_PORT("server.port", NUMBER),
  CLIENT_ADDRESS("client.address", TEXT),
  CLIENT_PORT("client.port", NUMBER),
  PEER_SERVICE("service.peer.name", TEXT),
  PEER_NAMESPACE("service.peer.namespace", TEXT),
  NETWORK_PEER_ADDRESS("network.peer.address", TEXT),
  NETWORK_PEER_PORT("network.peer.port", NUMBER),
  NETWORK_LOCAL_ADDRESS("network.local.address", TEXT),
  NETWORK_LOCAL_PORT("network.local.port", NUMBER),
  NETWORK_PROTOCOL_NAME("network.protocol.name", TEXT),
  /** {@code 1.1}, {@code 2}, {@code 3}. */
  NETWORK_PROTOCOL_VERSION("network.protocol.version", TEXT),
  /** tcp, udp, unix, pipe, quic. */
  NETWORK_TRANSPORT("network.transport", TEXT),
  /** ipv4, ipv6. */
  NETWORK_TYPE("network.type", TEXT),

  // Databases.
  DB_SYSTEM("db.system.name", TEXT),
  /** The database, without the instance or schema that some agents join to it by a bar. */
  DB_NAMESPACE("db.namespace", TEXT),
  DB_QUERY_TEXT("db.query.text", TEXT),
  DB_QUERY_SUMMARY("db.query.summary", TEXT),
  DB_OPERATION("db.operation.name", TEXT),
  DB_COLLECTION("db.collection.name", TEXT),
  DB_BATCH_SIZE("db.operation.batch.size", NUMBER),
  DB_STORED_PROCEDURE("db.stored_procedure.name", TEXT),
  DB_RESPONSE_STATUS("db.response.status_code", TEXT),
  DB_RETURNED_ROWS("db.response.returned_rows", NUMBER),

  // Caches.
  CACHE_HIT("cache.hit", BOOL),

  // Messaging.
  MESSAGING_SYSTEM("messaging.system", TEXT),
  MESSAGING_DESTINATION("messaging.destination.name", TEXT),
  MESSAGING_DESTINATION_TEMPLATE("messaging.destination.template", TEXT),
  MESSAGING_DESTINATION_TEMPORARY("messaging.destination.temporary", BOOL),
  MESSAGING_DESTINATION_ANONYMOUS("messaging.destination.anonymous", BOOL),
  MESSAGING_SUBSCRIPTION("messaging.destination.subscription.name", TEXT),
  /** create, send, receive, process, settle. */
  MESSAGING_OPERATION_TYPE("messaging.operation.type", TEXT),
  MESSAGING_OPERATION_NAME("messaging.operation.name", TEXT),
  MESSAGING_CONSUMER_GROUP("messaging.consumer.group.name", TEXT),
  MESSAGING_PARTITION("messaging.destination.partition.id", TEXT),
  MESSAGING_CLIENT_ID("messaging.client.id", TEXT),
  MESSAGING_MESSAGE_ID("messaging.message.id", TEXT),
  MESSAGING_CONVERSATION_ID("messaging.message.conversation_id", TEXT),
  /** Bytes. */
  MESSAGING_BODY_SIZE("messaging.message.body.size", NUMBER),
  /** Bytes. */
  MESSAGING_ENVELOPE_SIZE("messaging.message.envelope.size", NUMBER),
  MESSAGING_BATCH_COUNT("messaging.batch.message_count", NUMBER),
  /** Nanoseconds a message waited before it was received, as the receiving span says it. */
  MESSAGING_QUEUE_TIME("messaging.queue_time", NUMBER),
  KAFKA_OFFSET("messaging.kafka.offset", NUMBER),
  KAFKA_MESSAGE_KEY("messaging.kafka.message.key", TEXT),
  KAFKA_TOMBSTONE("messaging.kafka.message.tombstone", BOOL),
  RABBITMQ_ROUTING_KEY("messaging.rabbitmq.destination.routing_key", TEXT),

  // RPC.
  RPC_SYSTEM("rpc.system.name", TEXT),
  /** Fully qualified, {@code package.Service/Method}. */
  RPC_METHOD("rpc.method", TEXT),
  RPC_METHOD_ORIGINAL("rpc.method_original", TEXT),
  /** Name of the status, {@code UNAVAILABLE}. */
  RPC_STATUS("rpc.status_code", TEXT),
  JSONRPC_REQUEST_ID("jsonrpc.request.id", TEXT),
  JSONRPC_VERSION("jsonrpc.protocol.version", TEXT),

  // Functions as a service.
  FAAS_NAME("faas.name", TEXT),
  FAAS_TRIGGER("faas.trigger", TEXT),
  FAAS_INVOCATION_ID("faas.invocation_id", TEXT),
  FAAS_COLD_START("faas.coldstart", BOOL),
  CLOUD_RESOURCE_ID("cloud.resource_id", TEXT),

  // Feature flags, of the log record or span that says what a flag was evaluated to.
  FLAG_KEY("feature_flag.key", TEXT),
  FLAG_VARIANT("feature_flag.result.variant", TEXT),
  FLAG_VALUE("feature_flag.result.value", TEXT),
  FLAG_REASON("feature_flag.result.reason", TEXT),
  FLAG_CONTEXT_ID("feature_flag.context.id", TEXT),
  FLAG_PROVIDER("feature_flag.provider.name", TEXT),
  FLAG_SET_ID("feature_flag.set.id", TEXT),
  FLAG_VERSION("feature_flag.version", TEXT),
  FLAG_ERROR("feature_flag.error.message", TEXT),

  // The code that ran.
  /** Fully qualified, {@code com.example.Checkout.pay}. */
  CODE_FUNCTION("code.function.name", TEXT),
  CODE_FILE("code.file.path", TEXT),
  CODE_LINE("code.line.number", NUMBER),
  CODE_COLUMN("code.column.number", NUMBER),

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
