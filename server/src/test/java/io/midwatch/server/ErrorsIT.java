package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The inbox as its users meet it: over HTTP, with a restart in between. */
class ErrorsIT {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void aDecisionOutlivesTheProcessAndTheBugComesBackInANewerVersion() throws Exception {
    RunningServer first = RunningServer.start();
    try {
      send(first, 1, "2.41.0");
      JsonNode list =
          JSON.readTree(
              first
                  .getUntil("/api/v1/errors", answer -> answer.body().contains("total\":1"))
                  .body());
      String id = list.path("errors").path(0).path("id").asString();
      assertThat(list.path("errors").path(0).path("count").asLong()).isEqualTo(1);
      HttpRequest decision =
          HttpRequest.newBuilder(URI.create(first.url() + "/api/v1/errors/" + id + "/state"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"state\":\"resolved\"}"))
              .build();
      assertThat(RunningServer.send(decision).statusCode()).isEqualTo(200);
      first.stop();

      try (RunningServer second = RunningServer.startOn(first.dataDir())) {
        assertThat(state(second, id)).isEqualTo("resolved");
        send(second, 2, "2.42.0");
        second.getUntil("/api/v1/errors/" + id, answer -> answer.body().contains("\"regressed\""));
        assertThat(state(second, id)).isEqualTo("regressed");
      }
    } finally {
      first.close();
    }
  }

  @Test
  void aChangeFromAPageOfAnotherOriginIsRefused() throws Exception {
    try (RunningServer server = RunningServer.start("midwatch.store=memory")) {
      HttpRequest forged =
          HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/errors/x/state"))
              .header("Content-Type", "application/json")
              .header("Origin", "https://elsewhere.example")
              .POST(HttpRequest.BodyPublishers.ofString("{\"state\":\"resolved\"}"))
              .build();
      assertThat(RunningServer.send(forged).statusCode()).isEqualTo(403);
    }
  }

  private static String state(RunningServer server, String id) throws Exception {
    JsonNode detail = JSON.readTree(server.get("/api/v1/errors/" + id).body());
    return detail.path("error").path("status").path("state").asString();
  }

  private static void send(RunningServer server, int number, String version) throws Exception {
    long now = Instant.now().getEpochSecond() * 1_000_000_000L;
    String body =
        """
        {"resourceSpans":[{"resource":{"attributes":[
        {"key":"service.name","value":{"stringValue":"shop"}},
        {"key":"service.version","value":{"stringValue":"%s"}}]},"scopeSpans":[{"spans":[
        {"traceId":"5b8aa5a2d2c872e8321cf37308d69d%02d","spanId":"5fb397be34d26b51","name":"GET /cart",
        "kind":2,"startTimeUnixNano":"%d","endTimeUnixNano":"%d","status":{"code":2},"events":[
        {"name":"exception","timeUnixNano":"%d","attributes":[
        {"key":"exception.type","value":{"stringValue":"java.io.IOException"}},
        {"key":"exception.message","value":{"stringValue":"no route to 10.0.0.%d"}}]}]}]}]}]}
        """
            .formatted(version, number, now, now + 1_000, now, number);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.otlpHttpUrl() + "/v1/traces"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(RunningServer.send(request).statusCode()).isEqualTo(200);
  }
}
