package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was taken is there again after a restart on the same data folder. */
class RestartIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TRACE = "5b8aa5a2d2c872e8321cf37308d69df2";

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void findsEverythingAgainAndSaysWhatItReplayed(CapturedOutput log) throws Exception {
    RunningServer first = RunningServer.start();
    try {
      long now = Instant.now().getEpochSecond() * 1_000_000_000L;
      send(
          first,
          "traces",
          """
          {"resourceSpans":[{"resource":%s,"scopeSpans":[{"spans":[{"traceId":"%s",
          "spanId":"5fb397be34d26b51","name":"GET /cart","kind":2,"startTimeUnixNano":"%d",
          "endTimeUnixNano":"%d"}]}]}]}
          """
              .formatted(resource(), TRACE, now - 250_000_000L, now));
      send(
          first,
          "logs",
          """
          {"resourceLogs":[{"resource":%s,"scopeLogs":[{"logRecords":[{"timeUnixNano":"%d",
          "severityNumber":17,"body":{"stringValue":"cart is empty"}}]}]}]}
          """
              .formatted(resource(), now));
      send(
          first,
          "metrics",
          """
          {"resourceMetrics":[{"resource":%s,"scopeMetrics":[{"metrics":[{"name":"carts",
          "gauge":{"dataPoints":[{"timeUnixNano":"%d","asInt":"7"}]}}]}]}]}
          """
              .formatted(resource(), now));
      Seen before = seen(first);
      assertThat(before.toString()).contains("GET /cart", "cart is empty", "carts", "restarted");
      assertThat(first.get("/metrics").body())
          .contains("midwatch_store_hot_items{signal=\"traces\",} 1.0")
          .contains("midwatch_store_log_bytes")
          .doesNotContain("midwatch_store_capacity_items{");
      assertThatThrownBy(() -> RunningServer.startOn(first.dataDir()).close())
          .hasStackTraceContaining("The data folder " + first.dataDir() + " cannot be opened (")
          .hasStackTraceContaining("choose another with midwatch.data-dir (MIDWATCH_DATA_DIR).");
      first.stop();

      try (RunningServer second = RunningServer.startOn(first.dataDir())) {
        assertThat(seen(second)).isEqualTo(before);
        assertThat(second.get("/metrics").body()).contains("midwatch_store_replayed_records 3.0");
        assertThat(log.getOut())
            .containsPattern(
                "replayed the log records=\"3\" items=\"3\" bytes=\"\\d{3,}\" milliseconds=\"\\d+\" segments=\"0\"\\R");
      }
    } finally {
      first.close();
    }
  }

  /** Answers without what depends on the moment of asking. */
  private record Seen(
      JsonNode trace, JsonNode logs, JsonNode metrics, JsonNode services, JsonNode ledger) {}

  private static Seen seen(RunningServer server) throws Exception {
    return new Seen(
        json(server, "/api/v1/traces/" + TRACE).path("spans"),
        json(server, "/api/v1/logs?service=restarted&from=now-5m").path("logs"),
        json(server, "/api/v1/metrics?name=carts&from=now-5m").path("series"),
        json(server, "/api/v1/services?from=now-15m").path("services"),
        json(server, "/api/v1/ingest/ledger").path("signals"));
  }

  private static String resource() {
    return """
    {"attributes":[{"key":"service.name","value":{"stringValue":"restarted"}}]}\
    """;
  }

  private static void send(RunningServer server, String signal, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.otlpHttpUrl() + "/v1/" + signal))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(RunningServer.send(request).statusCode()).isEqualTo(200);
  }

  private static JsonNode json(RunningServer server, String path) throws Exception {
    var response = server.get(path);
    assertThat(response.statusCode()).as(path + " → " + response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }
}
