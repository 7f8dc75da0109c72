package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each route answers on its own port and on no other. */
class PortsIT {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/services",
        "/traces",
        "/logs",
        "/api/v1/overview",
        "/api/v1/services",
        "/api/v1/traces",
        "/api/v1/logs",
        "/api/v1/ingest/ledger",
        "/openapi.json",
        "/healthz",
        "/readyz",
        "/metrics"
      })
  void pagesAndApiAnswerOnlyOn8080(String path) throws Exception {
    assertThat(server.get(path).statusCode()).isEqualTo(200);
    assertThat(otlp("GET", path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/traces", "/v1/metrics", "/v1/logs"})
  void otlpAnswersOnlyOn4318(String path) throws Exception {
    assertThat(otlp("POST", path).statusCode()).isEqualTo(200);
    assertThat(otlp("GET", path).statusCode()).isEqualTo(405);
    HttpResponse<String> onPages =
        RunningServer.send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/json")
                .header("Origin", server.url())
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    assertThat(onPages.statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> otlp(String method, String path) throws Exception {
    return RunningServer.send(
        HttpRequest.newBuilder(URI.create(server.otlpHttpUrl() + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("POST")
                    ? HttpRequest.BodyPublishers.ofString("{}")
                    : HttpRequest.BodyPublishers.noBody())
            .build());
  }
}
