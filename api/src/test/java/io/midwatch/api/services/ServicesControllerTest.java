package io.midwatch.api.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ServicesControllerTest extends ApiTest {
  @Test
  void listsServicesTheFailingFirst() throws Exception {
    JsonNode services = json("/api/v1/services");
    JsonNode checkout = services.path("services").path(0);

    assertThat(services.path("services").size()).isEqualTo(2);
    assertThat(checkout.path("service").asString()).isEqualTo("shop/checkout");
    assertThat(checkout.path("id").asString()).isEqualTo("shop~checkout");
    assertThat(checkout.path("now").path("requests").asLong()).isEqualTo(1);
    assertThat(checkout.path("now").path("failedRatio").asDouble()).isEqualTo(1.0);
    assertThat(checkout.path("before").path("requests").asLong()).isZero();
    assertThat(checkout.path("before").path("failedRatio").isNull()).isTrue();
    assertThat(checkout.path("versions").path(0).asString()).isEqualTo("2.41.0");
    assertThat(services.path("completeness").path("complete").asBoolean()).isTrue();
  }

  @Test
  void listsEndpointsOfAServiceByItsPathId() throws Exception {
    JsonNode endpoints = json("/api/v1/services/shop~checkout/endpoints");
    JsonNode endpoint = endpoints.path("endpoints").path(0);

    assertThat(endpoints.path("service").asString()).isEqualTo("shop/checkout");
    assertThat(endpoints.path("endpoints").size()).isEqualTo(1);
    assertThat(endpoint.path("endpoint").asString()).isEqualTo("POST /v1/orders");
    assertThat(endpoint.path("id").asString()).matches("post-v1-orders-[0-9a-f]{8}");
    assertThat(endpoint.path("kind").asString()).isEqualTo("server");
    assertThat(endpoint.path("now").path("p95Nanos").asDouble()).isEqualTo(250_000_000);
  }

  @Test
  void narrowsToAnEnvironment() throws Exception {
    JsonNode services = json("/api/v1/services?env=eu").path("services");

    assertThat(services.size()).isEqualTo(1);
    assertThat(services.path(0).path("service").asString()).isEqualTo("mail");
    assertThat(services.path(0).path("now").path("requests").asLong()).isEqualTo(9);
  }

  @Test
  void narrowsToAVersion() throws Exception {
    JsonNode services = json("/api/v1/services?version=2.41.0").path("services");

    assertThat(services.size()).isEqualTo(1);
    assertThat(services.path(0).path("service").asString()).isEqualTo("shop/checkout");
    assertThat(json("/api/v1/services?version=1").path("total").asInt()).isZero();
    assertThat(json("/api/v1/services?version=2.41.0&tenant=acme").path("total").asInt()).isOne();
    assertThat(json("/api/v1/services?version=1&tenant=acme").path("total").asInt()).isZero();
    String endpoints = "/api/v1/services/shop~checkout/endpoints";
    assertThat(json(endpoints + "?version=2.41.0").path("total").asInt()).isOne();
    assertThat(json(endpoints + "?version=1").path("total").asInt()).isZero();
  }

  @Test
  void aServiceNobodyCalledIsNotFound() throws Exception {
    assertThat(problem(404, "/api/v1/services/nobody/endpoints").path("detail").asString())
        .contains("nobody");
  }
}
