package io.midwatch.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import org.junit.jupiter.api.Test;
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
}
