package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.midwatch.server.RunningServer.Route;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each route answers on its own port and on no other. The routes are the server's own list, so that
 * a new page is tried without a change here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortsIT {
  private static final int NOT_FOUND = 404;

  @AutoClose private RunningServer server;

  @BeforeAll
  void start() {
    server = RunningServer.start();
  }

  @Test
  void listIsTheServersOwn() {
    assertThat(server.routes().stream().map(Route::path))
        .contains(
            "/",
            "/logs.json",
            "/live",
            "/api/v1/overview",
            "/prometheus/api/v1/query",
            "/healthz",
            "/metrics")
        .hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("readable")
  void routeAnswersOn8080(Route route) throws Exception {
    assertThat(server.status(route.example()))
        .as("400 where a parameter must be given, 302 from /go")
        .isIn(200, 302, 400);
  }

  @ParameterizedTest
  @MethodSource("routesAndMethods")
  void routeDoesNotAnswerOn4318(Route route, String method) throws Exception {
    HttpResponse<String> answer = otlp(method, route.example());
    assertThat(answer.statusCode()).isEqualTo(NOT_FOUND);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void routeDoesNotAnswerOn4317(Route route) {
    assertThatThrownBy(() ->
            RunningServer.send(
                HttpRequest.newBuilder(URI.create(server.otlpGrpcUrl() + route.example())).build()))
        .as("only HTTP/2 with gRPC is spoken there")
        .isInstanceOf(IOException.class);
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
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    assertThat(onPages.statusCode()).isEqualTo(NOT_FOUND);
    assertThat(onPages.body()).startsWith("Telemetry is not taken here: send OTLP");
  }

  /** Refused by the web server itself, before any page is chosen. */
  @ParameterizedTest
  @CsvSource({
    "/prometheus/api/v1/label/%FF/values, application/json, '{\"status\":\"error\",\"errorType\":\"bad_data\"'",
    "/prometheus/api/v1/label/a%2Fb/values, application/json, '{\"status\":\"error\"'",
    "/api/v1/traces/%FF, application/problem+json, '{\"status\":400,\"detail\":'",
    "/traces/%FF, text/plain, 400: the request or its address cannot be read",
  })
  void addressThatCannotBeReadIsRefusedInTheFormOfItsApi(String path, String type, String body)
      throws Exception {
    URI url = URI.create(server.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
      socket
          .getOutputStream()
          .write(request.formatted(path, url.getHost()).getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400")
          .contains("Content-Type: " + type, "\r\n\r\n")
          .contains(body)
          .doesNotContain("<html", "%FF");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/no-such-page, 'text/html,*/*;q=0.8', text/html, There is no such page",
    "/no-such-page, */*, application/problem+json, '\"status\":404'",
    "/api/v1/no-such-list, text/html, application/problem+json, '\"status\":404'",
  })
  void addressThatIsNoneIsAnsweredInTheFormOfItsReader(
      String path, String accept, String type, String body) throws Exception {
    HttpResponse<String> answer =
        RunningServer.send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Accept", accept)
                .build());
    assertThat(answer.statusCode()).isEqualTo(NOT_FOUND);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(answer.body()).contains(body);
  }

  /** As people type PromQL into addresses. */
  @Test
  void addressesMayHoldBracketsAndBraces() throws Exception {
    String query = "rate(x{a=\"b\",c=~\"d|e^\"}[5m])";
    URI url = URI.create(server.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String request = "GET /prometheus/api/v1/query?query=%s HTTP/1.0\r\nHost: %s\r\n\r\n";
      socket
          .getOutputStream()
          .write(request.formatted(query, url.getHost()).getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200")
          .contains("\"resultType\":\"vector\"");
    }
  }

  List<Route> routes() {
    return server.routes();
  }

  List<Route> readable() {
    return server.routes().stream().filter(Route::read).filter(r -> !r.hasVariables()).toList();
  }

  List<Arguments> routesAndMethods() {
    return server.routes().stream()
        .flatMap(route -> Stream.of(arguments(route, "GET"), arguments(route, "POST")))
        .toList();
  }

  private HttpResponse<String> otlp(String method, String path) throws Exception {
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
