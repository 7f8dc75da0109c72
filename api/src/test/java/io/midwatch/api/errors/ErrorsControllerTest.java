package io.midwatch.api.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import io.midwatch.api.ApiTestApplication;
import io.midwatch.api.Telemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The failing checkout says why in its log: one bug, struck once. */
class ErrorsControllerTest extends ApiTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void listsWhatFailedOnceAndByWhatTellsMost() throws Exception {
    JsonNode list = json("/api/v1/errors");
    JsonNode error = list.path("errors").path(0);

    assertThat(list.path("total").asInt()).isEqualTo(1);
    assertThat(list.path("next").isNull()).isTrue();
    assertThat(error.path("id").asString()).matches("[0-9a-f]{16}");
    assertThat(error.path("type").asString()).isEqualTo("log");
    assertThat(error.path("message").asString()).isEqualTo("no stock for order *");
    assertThat(error.path("count").asLong()).isEqualTo(1);
    assertThat(error.path("trend").asString()).isEqualTo("new");
    assertThat(error.path("services").path(0).asString()).isEqualTo("shop/checkout");
    assertThat(error.path("endpoints").path(0).asString()).isEqualTo("POST /v1/orders");
    assertThat(error.path("firstVersion").asString()).isEqualTo("2.41.0");
    assertThat(error.path("tenants").asLong()).isEqualTo(1);
    assertThat(error.path("series").path(0).path("count").asLong()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "tenant=acme, 1",
    "tenant=none, 0",
    "service=shop/checkout, 1",
    "service=mail, 0",
    "version=2.41.0, 1",
    "version=2.42.0, 0",
    "env=eu, 0",
    "from=now-5m, 0",
    "state=regressed, 0",
    "sort=lastSeen, 1"
  })
  void narrowsToWhatIsChosen(String parameter, int found) throws Exception {
    JsonNode list = json("/api/v1/errors?" + parameter);

    assertThat(list.path("errors").size()).isEqualTo(found);
    assertThat(list.path("total").asInt()).isEqualTo(found);
  }

  @Test
  void tellsAllAboutOne() throws Exception {
    JsonNode detail = json("/api/v1/errors/" + id());

    assertThat(detail.path("endpoints").path(0).path("name").asString())
        .isEqualTo("POST /v1/orders");
    assertThat(detail.path("versions").path(0).path("name").asString()).isEqualTo("2.41.0");
    assertThat(detail.path("tenants").path(0).path("name").asString()).isEqualTo("acme");
    assertThat(detail.path("samples").path(0).path("traceId").asString())
        .isEqualTo(Telemetry.FAILING.hex());
    assertThat(detail.path("completeness").path("complete").asBoolean()).isTrue();
  }

  @Test
  void saysWhatIsNotThere() throws Exception {
    problem(404, "/api/v1/errors/0123456789abcdef");
    assertThat(
            postJson("/api/v1/errors/0123456789abcdef/state", "{\"state\":\"resolved\"}")
                .getStatus())
        .isEqualTo(404);
    assertThat(problem(400, "/api/v1/errors?cursor=x").path("parameter").asString())
        .isEqualTo("cursor");
  }

  @Test
  void keepsDecisionsWithTheirHistory() throws Exception {
    String path = "/api/v1/errors/" + id();
    int before = json(path).path("history").size();
    decide(path, "{\"state\":\"resolved\",\"inVersion\":\"2.42.0\",\"note\":\"rolled back\"}");
    decide(path, "{\"state\":\"ignored\",\"until\":\"occurrences\",\"untilValue\":\"100\"}");
    JsonNode ongoing = decide(path, "{\"state\":\"ongoing\",\"assignee\":\"ada\"}");

    assertThat(ongoing.path("assignee").asString()).isEqualTo("ada");
    JsonNode detail = json(path);
    assertThat(detail.path("error").path("status").path("state").asString()).isEqualTo("ongoing");
    JsonNode history = detail.path("history");
    assertThat(history.size()).isEqualTo(before + 3);
    assertThat(history.path(before).path("inVersion").asString()).isEqualTo("2.42.0");
    assertThat(history.path(before).path("note").asString()).isEqualTo("rolled back");
    assertThat(history.path(before + 1).path("untilValue").asString()).isEqualTo("100");
    assertThat(json("/api/v1/errors?state=ongoing").path("total").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                             | state",
        "{\"state\":\"new\"}                            | state",
        "{\"state\":\"ignored\",\"until\":\"later\"}    | until",
        "{\"state\":\"ignored\",\"until\":\"time\"}     | untilValue",
        "{\"state\":\"ignored\",\"until\":\"occurrences\",\"untilValue\":\"0\"} | untilValue",
        "[]                                             | ''",
        "{                                              | ''"
      })
  void refusesWhatIsNoDecision(String body, String parameter) throws Exception {
    MockHttpServletResponse response = postJson("/api/v1/errors/" + id() + "/state", body);

    assertThat(response.getStatus()).isEqualTo(400);
    assertThat(JSON.readTree(response.getContentAsString()).path("parameter").asString())
        .isEqualTo(parameter);
  }

  @Test
  void tellsALostDecisionFromAnUnknownError() throws Exception {
    String body = "{\"state\":\"resolved\",\"note\":\"" + ApiTestApplication.CONTENDED + "\"}";
    MockHttpServletResponse response = postJson("/api/v1/errors/" + id() + "/state", body);

    assertThat(response.getStatus()).isEqualTo(409);
    assertThat(JSON.readTree(response.getContentAsString()).path("detail").asString())
        .contains("changed by others");
  }

  @Test
  void refusesAVersionThatIsTooLong() throws Exception {
    String body = "{\"state\":\"resolved\",\"inVersion\":\"" + "2".repeat(201) + "\"}";
    MockHttpServletResponse response = postJson("/api/v1/errors/" + id() + "/state", body);

    assertThat(response.getStatus()).isEqualTo(400);
    assertThat(JSON.readTree(response.getContentAsString()).path("parameter").asString())
        .isEqualTo("inVersion");
  }

  private JsonNode decide(String path, String body) throws Exception {
    MockHttpServletResponse response = postJson(path + "/state", body);
    assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(200);
    return JSON.readTree(response.getContentAsString());
  }

  private String id() throws Exception {
    return json("/api/v1/errors").path("errors").path(0).path("id").asString();
  }
}
