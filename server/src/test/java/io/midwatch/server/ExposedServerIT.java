package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with both tokens, as it must be off loopback. */
class ExposedServerIT {
  private static final String ADMIN = "admin-token-for-tests";
  private static final String INGEST = "ingest-token-for-tests";

  @AutoClose private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start("midwatch.admin-token=" + ADMIN, "midwatch.ingest-token=" + INGEST);
  }

  @Test
  void pagesLeadToTheLoginForm() throws Exception {
    HttpResponse<String> page = server.get("/");
    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(page.headers().firstValue("Location")).hasValue("/login?to=%2F");

    HttpResponse<String> form = server.get("/login?to=%2Fservices");
    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(form.body()).contains("Sign in to Midwatch").contains("value=\"/services\"");
  }

  @Test
  void theFormOpensASession() throws Exception {
    HttpResponse<String> answer =
        RunningServer.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", server.url())
                .POST(HttpRequest.BodyPublishers.ofString("token=" + ADMIN + "&to=%2Fservices"))
                .build());
    assertThat(answer.headers().firstValue("Location")).hasValue("/services");
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");

    HttpResponse<String> page =
        RunningServer.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/services"))
                .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                .build());
    assertThat(page.statusCode()).isEqualTo(200);
  }

  @Test
  void programsSendTheTokenAsBearer() throws Exception {
    assertThat(server.get("/api/v1/services").statusCode()).isEqualTo(401);
    assertThat(api("Bearer " + ADMIN).statusCode()).isEqualTo(200);
    assertThat(api("Bearer " + INGEST).statusCode()).isEqualTo(401);
  }

  /** A browser that was led to the login form would take it for the end of a stream. */
  @Test
  void theLiveStreamNeedsTheTokenOrASession() throws Exception {
    HttpResponse<String> refused = server.get("/live");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("admin token");

    try (LiveClient stream = LiveClient.open(server, "Authorization: Bearer " + ADMIN)) {
      assertThat(stream.readUntil("retry:")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void telemetryNeedsTheIngestToken() throws Exception {
    assertThat(telemetry("").statusCode()).isEqualTo(401);
    assertThat(telemetry("Bearer " + ADMIN).statusCode()).isEqualTo(401);
    assertThat(telemetry("Bearer " + INGEST).statusCode()).isEqualTo(200);
  }

  /** Sent as written: an HTTP client may tidy the path up first. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics",
        "/static/../metrics",
        "/favicon/../metrics",
        "/static/%2e%2e/metrics",
        "/static/..;/metrics",
        "/static/x/..//../metrics",
        "/login/../metrics",
        "/login;/../metrics",
        "//metrics",
        "/metrics;a=b",
        "/services/../login"
      })
  void noSpellingOfAPathGoesAroundTheToken(String path) throws Exception {
    URI url = URI.create(server.url());
    String answer;
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(answer)
        .matches(Pattern.compile("HTTP/1\\.1 40[01] .*", Pattern.DOTALL))
        .doesNotContain("jvm_");
  }

  private static HttpResponse<String> api(String authorization) throws Exception {
    return RunningServer.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/services"))
            .header("Authorization", authorization)
            .build());
  }

  private static HttpResponse<String> telemetry(String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.otlpHttpUrl() + "/v1/traces"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return RunningServer.send(request.build());
  }
}
