package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Midwatch says of itself, asked in PromQL. */
class SelfMetricsIT {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void ownFiguresAreSeriesAndAreNoTelemetryOfOthers() throws Exception {
    try (RunningServer server = RunningServer.start("midwatch.self-metrics=1s")) {
      assertThat(
              server
                  .getUntil(
                      asking("midwatch_items_accepted_total{job=\"midwatch\",signal=\"traces\"}"),
                      response -> response.body().contains("\"value\":["))
                  .body())
          .contains("\"value\":[");
      assertThat(server.get(asking("jvm_memory_bytes_used{area=\"heap\"} > 0")).body())
          .contains("\"job\":\"midwatch\"", "\"instance\":\"127.0.0.1:0\"");
      assertThat(server.get("/").body()).contains("Nothing received yet");
      assertThat(
              server
                  .getUntil("/api/v1/ingest/ledger", response -> allStored(response.body()))
                  .body())
          .satisfies(ledger -> assertThat(allStored(ledger)).as(ledger).isTrue());
    }
  }

  /** The ledger may be read between the point that is stored and its count. */
  private static boolean allStored(String ledger) {
    JsonNode metrics = JSON.readTree(ledger).at("/signals/metrics");
    long accepted = metrics.path("accepted").asLong();
    return accepted > 0 && accepted == metrics.path("stored").asLong();
  }

  private static String asking(String query) {
    return "/prometheus/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
