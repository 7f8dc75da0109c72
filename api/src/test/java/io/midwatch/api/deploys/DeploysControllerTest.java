package io.midwatch.api.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import io.midwatch.api.Telemetry;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeploysControllerTest extends ApiTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void listsAVersionFromWhenItWasFirstSeen() throws Exception {
    JsonNode deploys = json("/api/v1/deploys?env=&service=shop/checkout").path("deploys");

    assertThat(deploys.size()).isEqualTo(1);
    assertThat(deploys.path(0).path("version").asString()).isEqualTo("2.41.0");
    assertThat(deploys.path(0).path("origin").asString()).isEqualTo("observed");
    assertThat(deploys.path(0).path("firstSeenUnixNano").asString())
        .isEqualTo(Long.toString(Telemetry.START / 1_000 * 1_000));
  }

  @Test
  void keepsWhatIsAnnouncedOnceHoweverOftenItIsSent() throws Exception {
    String body =
        """
        {"id":"ci-17","service":"mail","environment":"eu","version":"7","details":{"commit":"9f2c"}}
        """;
    announced(body);
    announced(body);

    JsonNode deploys = json("/api/v1/deploys?service=mail&to=now-0s&from=now-5m").path("deploys");
    assertThat(json("/api/v1/deploys?service=mail&from=now-1h&env=us").path("deploys").size())
        .isZero();
    assertThat(deploys.size()).isZero(); // it starts now, and the window ends before
    assertThat(announced(body).path("details").path("commit").asString()).isEqualTo("9f2c");
    assertThat(announced(body).path("origin").asString()).isEqualTo("announced");
  }

  @Test
  void anAnnouncedVersionIsListedOnceWithWhatWasSeenOfIt() throws Exception {
    announced(
        """
        {"id":"ci-18","service":"other","environment":"","version":"1","start":"now-20m"}
        """);

    JsonNode deploys = json("/api/v1/deploys?service=other").path("deploys");
    assertThat(deploys.size()).isEqualTo(1);
    assertThat(deploys.path(0).path("id").asString()).isEqualTo("ci-18");
    assertThat(deploys.path(0).path("firstSeenUnixNano").isNull()).isTrue();
  }

  @Test
  void narrowsToAVersion() throws Exception {
    String ofCheckout = "/api/v1/deploys?service=shop/checkout&version=";

    assertThat(json(ofCheckout + "2.41.0").path("total").asInt()).isOne();
    assertThat(json(ofCheckout + "2.41").path("total").asInt()).isZero();
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    MockHttpServletResponse response = postJson("/api/v1/deploys", "{\"service\":\"mail\"}");

    assertThat(response.getStatus()).isEqualTo(400);
    assertThat(JSON.readTree(response.getContentAsString()).path("parameter").asString())
        .isEqualTo("version");
  }

  private JsonNode announced(String body) throws Exception {
    MockHttpServletResponse response = postJson("/api/v1/deploys", body);
    assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(200);
    return JSON.readTree(response.getContentAsString());
  }
}
