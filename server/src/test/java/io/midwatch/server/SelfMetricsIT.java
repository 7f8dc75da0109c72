package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What Midwatch says of itself, asked in PromQL. */
class SelfMetricsIT {
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
    }
  }

  private static String asking(String query) {
    return "/prometheus/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
