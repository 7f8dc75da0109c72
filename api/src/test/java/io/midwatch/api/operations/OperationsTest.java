package io.midwatch.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OperationsTest extends ApiTest {
  @Test
  void listsDatabasesAsTheirCallersSeeThem() throws Exception {
    JsonNode databases = json("/api/v1/databases").path("databases");
    JsonNode orders = databases.path(0);

    assertThat(databases.size()).isEqualTo(1);
    assertThat(orders.path("system").asString()).isEqualTo("postgresql");
    assertThat(orders.path("database").asString()).isEqualTo("orders");
    assertThat(orders.path("calls").asLong()).isEqualTo(1);
    assertThat(orders.path("p95Nanos").asDouble()).isEqualTo(100_000_000);
    assertThat(orders.path("callers").path(0).asString()).isEqualTo("shop/checkout");
    assertThat(orders.path("connections").isNull()).isTrue();
    assertThat(orders.path("tightest").isNull()).isTrue();
  }

  @Test
  void listsWhatDatabasesAreAsked() throws Exception {
    JsonNode all = json("/api/v1/statements?system=postgresql&database=orders");
    JsonNode first = all.path("statements").path(0);
    String id = first.path("id").asString();

    assertThat(all.path("total").asInt()).isEqualTo(1);
    assertThat(all.path("next").isNull()).isTrue();
    assertThat(id).matches("[0-9a-f]{16}");
    assertThat(first.path("calls").asLong()).isEqualTo(1);
    assertThat(first.path("rowsPerCall").isNull()).isTrue();
    assertThat(json("/api/v1/statements?service=nobody").path("total").asInt()).isZero();
    assertThat(problem(400, "/api/v1/statements?cursor=x").path("parameter").asString())
        .isEqualTo("cursor");

    JsonNode detail = json("/api/v1/statements/" + id);
    assertThat(detail.path("statement")).isEqualTo(first);
    assertThat(detail.path("services").path(0).path("service").asString())
        .isEqualTo("shop/checkout");
    assertThat(detail.path("endpoints").isArray()).isTrue();
    assertThat(detail.path("callsWithoutRequest").asLong())
        .as("the request came before its service was seen calling a database")
        .isEqualTo(1);
    assertThat(detail.path("samples").path(0).path("durationNanos").asLong())
        .isEqualTo(100_000_000);
    problem(404, "/api/v1/statements/0000000000000000");
  }

  @Test
  void listsWhoCallsWhomAPageAtATime() throws Exception {
    JsonNode all = json("/api/v1/dependencies");
    JsonNode orders = all.path("dependencies").path(0);

    assertThat(all.path("total").asInt()).isEqualTo(all.path("dependencies").size());
    assertThat(all.path("next").isNull()).isTrue();
    assertThat(orders.path("client").asString()).isEqualTo("shop/checkout");
    assertThat(orders.path("server").asString()).isEqualTo("orders");
    assertThat(orders.path("kind").asString()).isEqualTo("database");
    assertThat(orders.path("requests").asLong()).isEqualTo(1);
    assertThat(orders.path("clientP95Nanos").asDouble()).isEqualTo(100_000_000);
    assertThat(orders.path("serverP95Nanos").isNull()).isTrue();
    assertThat(json("/api/v1/dependencies?kind=message").path("total").asInt()).isZero();
    assertThat(json("/api/v1/dependencies?service=nobody").path("total").asInt()).isZero();
    assertThat(problem(400, "/api/v1/dependencies?cursor=x").path("parameter").asString())
        .isEqualTo("cursor");
  }

  @Test
  void hasNoQueueWhereNobodySentOne() throws Exception {
    assertThat(json("/api/v1/queues").path("queues").isArray()).isTrue();
    assertThat(json("/api/v1/queues").path("queues").size()).isZero();
  }

  @Test
  void listsTenantsAndSaysThatTheirCountsAreLowerBounds() throws Exception {
    JsonNode tenants = json("/api/v1/tenants");

    assertThat(tenants.path("affected").asLong()).isEqualTo(1);
    assertThat(tenants.path("tenants").size()).isEqualTo(1);
    assertThat(tenants.path("tenants").path(0).path("tenant").asString()).isEqualTo("acme");
    assertThat(tenants.path("tenants").path(0).path("failed").asLong()).isEqualTo(1);
    assertThat(tenants.path("unattributed").path("requests").asLong()).isEqualTo(9);
    assertThat(tenants.path("completeness").path("reasons").path(0).asString())
        .contains("lower bounds");
  }

  @Test
  void listsPoolsWhetherTheirCallsAreSeenOrNot() throws Exception {
    JsonNode pools = json("/api/v1/pools").path("pools");
    JsonNode jobs = pools.path(0);

    assertThat(pools.size()).isEqualTo(1);
    assertThat(jobs.path("service").asString()).isEqualTo("jobs");
    assertThat(jobs.path("pool").asString()).isEqualTo("main");
    assertThat(jobs.path("used").asDouble()).isEqualTo(4);
    assertThat(jobs.path("waitSeconds").isNull()).isTrue();
    assertThat(json("/api/v1/pools?service=mail").path("pools").isEmpty()).isTrue();
    assertThat(problem(400, "/api/v1/pools?tenant=acme").path("parameter").asString())
        .isEqualTo("tenant");
  }

  @ParameterizedTest
  @CsvSource({
    "databases, databases",
    "statements, statements",
    "dependencies, dependencies",
    "tenants, tenants"
  })
  void tellsWhatServedOneTenantOrIsOfOneVersion(String path, String rows) throws Exception {
    String resource = "/api/v1/" + path;
    JsonNode everyone = json(resource).path(rows);

    assertThat(everyone.isEmpty()).isFalse();
    assertThat(json(resource + "?tenant=acme").path(rows)).isEqualTo(everyone);
    assertThat(json(resource + "?version=2.41.0").path(rows)).isEqualTo(everyone);
    assertThat(json(resource + "?tenant=acme&version=2.41.0").path(rows)).isEqualTo(everyone);
    assertThat(json(resource + "?tenant=beta").path(rows).isEmpty()).isTrue();
    assertThat(json(resource + "?version=2.40.0").path(rows).isEmpty()).isTrue();
    assertThat(json(resource + "?tenant=acme&env=eu").path(rows).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"databases", "queues"})
  void saysThatMetricsKnowNoTenants(String path) throws Exception {
    for (String asked : List.of("?tenant=acme", "?version=2.41.0")) {
      JsonNode completeness = json("/api/v1/" + path + asked).path("completeness");

      assertThat(completeness.path("reasons").path(0).asString()).contains("is left out");
      assertThat(completeness.path("counting").asString()).isEqualTo("exact");
    }
  }

  @Test
  void tellsOneStatementOfATenant() throws Exception {
    String id = json("/api/v1/statements").path("statements").path(0).path("id").asString();
    JsonNode ofTenant = json("/api/v1/statements/" + id + "?tenant=acme&version=2.41.0");

    assertThat(ofTenant.path("statement"))
        .isEqualTo(json("/api/v1/statements/" + id).path("statement"));
    assertThat(ofTenant.path("samples").size()).isEqualTo(1);
    problem(404, "/api/v1/statements/" + id + "?tenant=beta");
  }
}
