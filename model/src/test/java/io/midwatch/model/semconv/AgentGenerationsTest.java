package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.CanonicalField.CLIENT_ADDRESS;
import static io.midwatch.model.semconv.CanonicalField.DB_COLLECTION;
import static io.midwatch.model.semconv.CanonicalField.DB_NAMESPACE;
import static io.midwatch.model.semconv.CanonicalField.DB_OPERATION;
import static io.midwatch.model.semconv.CanonicalField.DB_QUERY_TEXT;
import static io.midwatch.model.semconv.CanonicalField.DB_SYSTEM;
import static io.midwatch.model.semconv.CanonicalField.ENDPOINT;
import static io.midwatch.model.semconv.CanonicalField.ERROR_TYPE;
import static io.midwatch.model.semconv.CanonicalField.FAILED;
import static io.midwatch.model.semconv.CanonicalField.HTTP_METHOD;
import static io.midwatch.model.semconv.CanonicalField.HTTP_STATUS;
import static io.midwatch.model.semconv.CanonicalField.MESSAGING_CONSUMER_GROUP;
import static io.midwatch.model.semconv.CanonicalField.MESSAGING_DESTINATION;
import static io.midwatch.model.semconv.CanonicalField.MESSAGING_OPERATION_TYPE;
import static io.midwatch.model.semconv.CanonicalField.MESSAGING_PARTITION;
import static io.midwatch.model.semconv.CanonicalField.MESSAGING_SYSTEM;
import static io.midwatch.model.semconv.CanonicalField.NETWORK_PROTOCOL_VERSION;
import static io.midwatch.model.semconv.CanonicalField.RPC_METHOD;
import static io.midwatch.model.semconv.CanonicalField.RPC_STATUS;
import static io.midwatch.model.semconv.CanonicalField.RPC_SYSTEM;
import static io.midwatch.model.semconv.CanonicalField.SERVER_ADDRESS;
import static io.midwatch.model.semconv.CanonicalField.SERVER_PORT;
import static io.midwatch.model.semconv.CanonicalField.URL_PATH;
import static io.midwatch.model.semconv.CanonicalField.URL_QUERY;
import static io.midwatch.model.semconv.CanonicalField.USER_AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same call sent by an old agent, a new one, and one that sends both generations of names. */
class AgentGenerationsTest {

  @Test
  void httpServerCall() {
    assertSameCall(
        SpanKind.SERVER,
        """
        http.method=POST http.status_code=503 http.route=/v1/checkout http.target=/v1/checkout?try=2
        http.scheme=https http.flavor=2.0 http.user_agent=curl net.host.name=shop net.host.port=8443
        http.client_ip=10.0.0.9 net.sock.peer.addr=10.0.0.1
        """,
        """
        http.request.method=POST http.response.status_code=503 http.route=/v1/checkout
        url.path=/v1/checkout url.query=try=2 url.scheme=https network.protocol.version=2
        user_agent.original=curl server.address=shop server.port=8443 client.address=10.0.0.9
        network.peer.address=10.0.0.1 error.type=503
        """,
        Map.ofEntries(
            Map.entry(ENDPOINT, "POST /v1/checkout"),
            Map.entry(FAILED, "true"),
            Map.entry(ERROR_TYPE, "503"),
            Map.entry(HTTP_METHOD, "POST"),
            Map.entry(HTTP_STATUS, "503"),
            Map.entry(URL_PATH, "/v1/checkout"),
            Map.entry(URL_QUERY, "try=2"),
            Map.entry(NETWORK_PROTOCOL_VERSION, "2"),
            Map.entry(USER_AGENT, "curl"),
            Map.entry(SERVER_ADDRESS, "shop"),
            Map.entry(SERVER_PORT, "8443"),
            Map.entry(CLIENT_ADDRESS, "10.0.0.9")));
  }

  @Test
  void databaseCall() {
    assertSameCall(
        SpanKind.CLIENT,
        """
        db.system=mssql db.name=orders db.statement=SELECT/**/1 db.operation=SELECT
        db.sql.table=orders net.peer.name=db-1 net.peer.port=1433
        """,
        """
        db.system.name=microsoft.sql_server db.namespace=orders db.query.text=SELECT/**/1
        db.operation.name=SELECT db.collection.name=orders server.address=db-1 server.port=1433
        """,
        Map.of(
            DB_SYSTEM,
            "microsoft.sql_server",
            DB_NAMESPACE,
            "orders",
            DB_QUERY_TEXT,
            "SELECT/**/1",
            DB_OPERATION,
            "SELECT",
            DB_COLLECTION,
            "orders",
            CanonicalField.DB_QUERY_SUMMARY,
            "SELECT orders",
            SERVER_ADDRESS,
            "db-1",
            SERVER_PORT,
            "1433",
            FAILED,
            "false"));
  }

  @Test
  void processedMessage() {
    assertSameCall(
        SpanKind.CONSUMER,
        """
        messaging.system=kafka messaging.destination=orders messaging.operation=deliver
        messaging.kafka.consumer_group=etl messaging.kafka.partition=3
        """,
        """
        messaging.system=kafka messaging.destination.name=orders messaging.operation.type=process
        messaging.consumer.group.name=etl messaging.destination.partition.id=3
        """,
        Map.of(
            MESSAGING_SYSTEM, "kafka",
            MESSAGING_DESTINATION, "orders",
            MESSAGING_OPERATION_TYPE, "process",
            MESSAGING_CONSUMER_GROUP, "etl",
            MESSAGING_PARTITION, "3",
            ENDPOINT, "process orders"));
  }

  @Test
  void remoteProcedureCall() {
    assertSameCall(
        SpanKind.SERVER,
        "rpc.system=grpc rpc.service=shop.Orders rpc.method=Get rpc.grpc.status_code=14",
        "rpc.system.name=grpc rpc.method=shop.Orders/Get rpc.status_code=UNAVAILABLE",
        Map.of(
            RPC_SYSTEM, "grpc",
            RPC_METHOD, "shop.Orders/Get",
            RPC_STATUS, "UNAVAILABLE",
            ENDPOINT, "shop.Orders/Get",
            FAILED, "true",
            ERROR_TYPE, "UNAVAILABLE"));
  }

  private static void assertSameCall(
      SpanKind kind, String old, String current, Map<CanonicalField, String> expected) {
    Attributes oldNames = Sent.attributes(old);
    Attributes newNames = Sent.attributes(current);
    Attributes both = Attributes.builder().putAll(oldNames).putAll(newNames).build();

    assertThat(read(kind, oldNames, expected)).as("old agent").isEqualTo(expected);
    assertThat(read(kind, newNames, expected)).as("new agent").isEqualTo(expected);
    assertThat(read(kind, both, expected)).as("both").isEqualTo(expected);
  }

  private static Map<CanonicalField, String> read(
      SpanKind kind, Attributes attributes, Map<CanonicalField, String> fields) {
    Span span = Sent.span(kind, "span", attributes);
    Map<CanonicalField, String> values = new LinkedHashMap<>();
    fields.forEach(
        (field, text) -> values.put(field, String.valueOf(Sent.READER.readText(span, field))));
    return values;
  }
}
