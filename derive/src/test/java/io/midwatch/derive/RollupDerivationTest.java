package io.midwatch.derive;

import static io.midwatch.storage.contract.rollup.OperationsTables.DATABASES;
import static io.midwatch.storage.contract.rollup.OperationsTables.QUEUES;
import static io.midwatch.storage.contract.rollup.OperationsTables.REQUESTS;
import static io.midwatch.storage.contract.rollup.OperationsTables.TENANTS;
import static io.midwatch.storage.contract.rollup.OperationsTables.THIRD_PARTIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Attributes;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.StatementTables;
import io.midwatch.storage.testkit.fixture.Spans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollupDerivationTest {
  private static final Resource SHOP =
      Resource.of(
          Attributes.ofStrings(
              "service.name", "shop",
              "service.version", "2.41.0",
              "deployment.environment.name", "production"));

  private final RollupDerivation derivation =
      new RollupDerivation(new CanonicalReader(IdentityKeys.DEFAULT), OwnHosts.DEFAULT);
  private final RecordedRollups rollups = new RecordedRollups();
  private long trace = 2;

  @Test
  void countsRequestsByClassOfAnswer() {
    request(200, 10, "");
    request(404, 20, "");
    request(429, 30, "");
    request(502, 40, "");
    derive(SpanKind.SERVER, 50, true, checkout().build());

    var row = rollups.only(REQUESTS);
    assertThat(rollups.keys(REQUESTS))
        .containsExactly("@1000: shop | POST /v1/checkout | server | 2.41.0 | production");
    assertThat(row.counts())
        .isEqualTo("requests=5 failed=2 client_errors=1 throttled=1 server_errors=1");
    assertThat(row.histogram("duration").count()).isEqualTo(5);
    assertThat(row.histogram("duration").sum()).isEqualTo(150);
    assertThat(row.histogram("duration").max()).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource({"SERVER,1", "CONSUMER,1", "CLIENT,0", "PRODUCER,0", "INTERNAL,0", "UNSPECIFIED,0"})
  void onlyServerAndConsumerSpansAreRequests(SpanKind kind, int rows) {
    derive(kind, 10, false, checkout().build());

    assertThat(rollups.keys(REQUESTS)).hasSize(rows);
    assertThat(rollups.keys(TENANTS)).hasSize(rows);
  }

  @Test
  void dimensionsNobodySaidAreEmpty() {
    derivation.derive(
        span(SpanKind.SERVER, 10, SpanStatus.UNSET, Attributes.empty(), Resource.EMPTY), rollups);

    assertThat(rollups.keys(REQUESTS))
        .containsExactly("@1000: unknown_service | span | server |  | ");
    assertThat(rollups.keys(TENANTS)).containsExactly("@1000:  | unknown_service | ");
  }

  @Test
  void countsDatabaseCallsOfOldAndNewAgentsTogether() {
    derive(
        SpanKind.CLIENT,
        100,
        false,
        Attributes.ofStrings(
            "db.system", "mssql", "db.name", "orders", "db.statement", "SELECT 1"));
    derive(
        SpanKind.CLIENT,
        300,
        true,
        Attributes.ofStrings("db.system.name", "microsoft.sql_server", "db.namespace", "orders"));
    derive(SpanKind.INTERNAL, 900, false, Attributes.ofStrings("db.system", "mssql"));

    assertThat(rollups.keys(DATABASES))
        .containsExactly("@1000: shop | microsoft.sql_server | orders | production");
    assertThat(rollups.only(DATABASES).counts()).isEqualTo("calls=2 failed=1");
    assertThat(rollups.only(DATABASES).histogram("duration").sum()).isEqualTo(400);
    assertThat(rollups.keys(THIRD_PARTIES)).isEmpty();
  }

  /** As Node's driver sends them around each statement. */
  @Test
  void connectingIsNoCallUnlessItFails() {
    Attributes postgres =
        Attributes.ofStrings("db.system.name", "postgresql", "db.namespace", "orders");
    Attributes asks = with(postgres).put("db.query.text", "SELECT 1").build();
    client("pg-pool.connect", SpanStatus.UNSET, postgres);
    client("CONNECT", SpanStatus.UNSET, postgres);
    assertThat(rollups.keys(DATABASES)).isEmpty();
    assertThat(rollups.keys(StatementTables.STATEMENTS)).isEmpty();

    client("pg.connect", SpanStatus.error(""), postgres);
    client("pg.query:SELECT orders", SpanStatus.UNSET, postgres);
    client("reconnect", SpanStatus.UNSET, asks);
    assertThat(rollups.only(DATABASES).counts()).isEqualTo("calls=3 failed=1");
  }

  private void client(String name, SpanStatus status, Attributes attributes) {
    derivation.derive(span(name, SpanKind.CLIENT, 10, status, attributes, SHOP), rollups);
  }

  @Test
  void databaseWithoutNamespaceIsNamedByItsHost() {
    derive(
        SpanKind.CLIENT,
        100,
        false,
        Attributes.ofStrings("db.system", "redis", "server.address", "cache-1"));

    assertThat(rollups.keys(DATABASES))
        .containsExactly("@1000: shop | redis | cache-1 | production");
  }

  @Test
  void countsMessagesByOperation() {
    Attributes orders =
        Attributes.ofStrings("messaging.system", "jms", "messaging.destination.name", "orders");
    derive(
        SpanKind.PRODUCER, 10, false, with(orders).put("messaging.operation", "publish").build());
    derive(SpanKind.PRODUCER, 20, true, orders);
    derive(SpanKind.CONSUMER, 30, true, with(orders).put("kafka.record.queue_time_ms", 7).build());
    derive(
        SpanKind.CLIENT,
        40,
        true,
        with(orders)
            .put("messaging.operation.type", "receive")
            .put("messaging.batch.message_count", 25)
            .build());
    derive(SpanKind.INTERNAL, 50, false, orders);

    String send = "@1000: orders | jms | send | shop | production";
    String process = "@1000: orders | jms | process | shop | production";
    String receive = "@1000: orders | jms | receive | shop | production";
    assertThat(rollups.keys(QUEUES)).containsExactly(process, receive, send);
    assertThat(rollups.row(QUEUES, send).counts()).isEqualTo("messages=2 failed=1");
    assertThat(rollups.row(QUEUES, send).histogram("duration").sum()).isEqualTo(30);
    assertThat(rollups.row(QUEUES, process).counts()).isEqualTo("messages=1 failed=1");
    assertThat(rollups.row(QUEUES, process).histogram("queue_time").sum()).isEqualTo(7_000_000);
    assertThat(rollups.row(QUEUES, receive).counts()).isEqualTo("messages=25 failed=25");
    assertThat(rollups.row(QUEUES, receive).histogram("queue_time").count()).isZero();
    assertThat(rollups.keys(REQUESTS))
        .containsExactly("@1000: shop | process orders | consumer | 2.41.0 | production");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "3,3", "-5,1", "9000000000000,1"})
  void countsABatchAsManyMessagesAsItSays(long batch, long messages) {
    derive(
        SpanKind.CONSUMER,
        10,
        false,
        Attributes.builder()
            .put("messaging.destination.name", "orders")
            .put("messaging.batch.message_count", batch)
            .build());

    assertThat(rollups.only(QUEUES).counts())
        .isEqualTo(messages == 0 ? "" : "messages=" + messages);
  }

  @Test
  void countsThirdPartiesByTheWayTheyFail() {
    thirdParty("api.Cardhouse.example", 200, false);
    thirdParty("api.cardhouse.example", 402, false);
    thirdParty("api.cardhouse.example", 429, false);
    thirdParty("api.cardhouse.example", 503, true);
    thirdParty("api.cardhouse.example", 0, true);
    thirdParty("payments", 503, true);

    assertThat(rollups.keys(THIRD_PARTIES))
        .containsExactly("@1000: api.cardhouse.example | shop | production");
    assertThat(rollups.only(THIRD_PARTIES).counts())
        .isEqualTo("calls=5 failed=4 throttled=1 timeouts=1");
    assertThat(rollups.only(THIRD_PARTIES).histogram("duration").count()).isEqualTo(5);
  }

  @Test
  void countsThirdPartiesCalledOverRpc() {
    for (int code : new int[] {0, 4, 8, 14}) {
      derive(
          SpanKind.CLIENT,
          10,
          code != 0,
          Attributes.builder()
              .put("rpc.system", "grpc")
              .put("server.address", "api.cardhouse.example")
              .put("rpc.grpc.status_code", code)
              .build());
    }

    assertThat(rollups.only(THIRD_PARTIES).counts())
        .isEqualTo("calls=4 failed=3 throttled=1 timeouts=1");
  }

  @Test
  void countsTenantsWithTheirUsers() {
    tenant("acme", "u1", false);
    tenant("acme", "u1", true);
    tenant("acme", "u2", false);
    tenant("zeta", "", true);
    trace = 9;
    request(200, 10, "");

    var acme = rollups.row(TENANTS, "@1000: acme | shop | production");
    assertThat(acme.counts()).isEqualTo("requests=3 failed=1");
    assertThat(acme.distinct("users")).isEqualTo(2);
    assertThat(acme.distinct("failed_users")).isEqualTo(1);
    var zeta = rollups.row(TENANTS, "@1000: zeta | shop | production");
    assertThat(zeta.counts()).isEqualTo("requests=1 failed=1");
    assertThat(zeta.distinct("failed_users")).isZero();
    var unknown = rollups.row(TENANTS, "@1000:  | shop | production");
    assertThat(unknown.counts()).isEqualTo("requests=1");
    assertThat(rollups.only(REQUESTS).counts()).isEqualTo("requests=5 failed=2");
  }

  @Test
  void deriveTheSameTwice() {
    RecordedRollups again = new RecordedRollups();
    Span span = span(SpanKind.SERVER, 70, SpanStatus.error(""), checkout().build(), SHOP);
    derivation.derive(span, rollups);
    derivation.derive(span, again);

    assertThat(again.keys(REQUESTS)).isEqualTo(rollups.keys(REQUESTS));
    assertThat(again.only(REQUESTS).counts()).isEqualTo(rollups.only(REQUESTS).counts());
  }

  @Test
  void namesItsTables() {
    assertThat(derivation.tables())
        .containsAll(OperationsTables.ALL)
        .containsAll(ErrorTables.ALL)
        .doesNotHaveDuplicates();
  }

  private void request(int status, long nanos, String tenant) {
    Attributes.Builder sent = checkout().put("http.response.status_code", status);
    if (!tenant.isEmpty()) {
      sent.put("tenant.id", tenant);
    }
    derive(SpanKind.SERVER, nanos, false, sent.build());
  }

  private void tenant(String tenant, String user, boolean failed) {
    derive(
        SpanKind.SERVER,
        10,
        failed,
        checkout().put("tenant.id", tenant).put("enduser.id", user).build());
  }

  private void thirdParty(String host, int status, boolean error) {
    Attributes.Builder sent =
        Attributes.builder().put("http.request.method", "POST").put("server.address", host);
    if (status != 0) {
      sent.put("http.response.status_code", status);
    }
    derive(SpanKind.CLIENT, 10, error, sent.build());
  }

  private void derive(SpanKind kind, long nanos, boolean error, Attributes attributes) {
    SpanStatus status = error ? SpanStatus.error("") : SpanStatus.UNSET;
    derivation.derive(span(kind, nanos, status, attributes, SHOP), rollups);
  }

  private static Attributes.Builder checkout() {
    return Attributes.builder()
        .put("http.request.method", "POST")
        .put("http.route", "/v1/checkout");
  }

  private static Attributes.Builder with(Attributes attributes) {
    return Attributes.builder().putAll(attributes);
  }

  private Span span(
      SpanKind kind, long nanos, SpanStatus status, Attributes attributes, Resource resource) {
    return span("span", kind, nanos, status, attributes, resource);
  }

  private Span span(
      String name,
      SpanKind kind,
      long nanos,
      SpanStatus status,
      Attributes attributes,
      Resource resource) {
    return Spans.number(3)
        .trace(trace)
        .named(name)
        .kind(kind)
        .startingAt(1_000)
        .lasting(nanos)
        .with(attributes)
        .status(status)
        .from(resource)
        .build();
  }
}
