package io.midwatch.api.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import io.midwatch.api.Telemetry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OverviewControllerTest extends ApiTest {
  @Test
  void answersWhatFailsWhereHowOftenAndWhomItHits() throws Exception {
    JsonNode overview = json("/api/v1/overview");
    JsonNode failing = overview.path("failing").path(0);

    assertThat(overview.path("everReceived").asBoolean()).isTrue();
    assertThat(overview.path("now").path("requests").asLong()).isEqualTo(10);
    assertThat(overview.path("now").path("failed").asLong()).isEqualTo(1);
    assertThat(failing.path("service").asString()).isEqualTo("shop/checkout");
    assertThat(failing.path("endpoint").asString()).isEqualTo("POST /v1/orders");
    assertThat(failing.path("tenants").asLong()).isEqualTo(1);
    assertThat(failing.path("trend").isNull()).isTrue();
    assertThat(failing.path("errorMessage").asString()).isEqualTo("no stock");
    assertThat(failing.path("exampleTraceId").asString()).isEqualTo(Telemetry.FAILING.hex());
    assertThat(overview.path("services").size()).isEqualTo(2);
    assertThat(overview.path("endpoints").size()).isEqualTo(2);
    assertThat(overview.path("databases").size()).isEqualTo(1);
    assertThat(overview.path("tenants").path("affected").asLong()).isEqualTo(1);
  }

  @Test
  void narrowsToATenant() throws Exception {
    JsonNode overview = json("/api/v1/overview?tenant=acme");

    assertThat(overview.path("window").path("tenant").asString()).isEqualTo("acme");
    assertThat(overview.path("now").path("requests").asLong()).isEqualTo(1);
  }

  @Test
  void aWindowWithoutTelemetryIsNotAWindowOfSuccess() throws Exception {
    JsonNode overview = json("/api/v1/overview?from=now-1m");

    assertThat(overview.path("now").path("requests").asLong()).isZero();
    assertThat(overview.path("now").path("failedRatio").isNull()).isTrue();
    assertThat(overview.path("now").path("p95Nanos").isNull()).isTrue();
    assertThat(overview.path("series").size()).isZero();
  }
}
