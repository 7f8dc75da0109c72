package io.midwatch.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** Which paths, methods, types, hosts, pages and tokens are let in. */
class OtlpHttpAccessIT extends OtlpHttpTestCase {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, /, 404",
    "GET, /v1/traces, 405",
    "PUT, /v1/traces, 405",
    "DELETE, /v1/metrics, 405",
    "OPTIONS, /v1/logs, 405",
    "HEAD, /v1/logs, 405",
    "POST, /v1/traces/, 404",
    "POST, /v1/TRACES, 404",
    "POST, /v1/traces?token=x, 415",
    "POST, /v1development/profiles, 404",
    "POST, /api/v1/overview, 404",
    "GET, /healthz, 404",
    "GET, /readyz, 404",
    "GET, /metrics, 404",
    "GET, /services, 404",
    "GET, /prometheus/api/v1/query, 404",
    "POST, /v1/%74races, 404",
    "POST, /x/../v1/traces, 404",
    "GET, /v1/../metrics, 404"
  })
  void knowsThreePathsAndNothingElse(String method, String path, int status) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", fixture.collector.httpPort())) {
      socket
          .getOutputStream()
          .write(
              (method
                      + " "
                      + path
                      + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                      + "Connection: close\r\n\r\n")
                  .getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 " + status);
      if (status == 405) {
        assertThat(answer).contains("Allow: POST");
      }
      if (!method.equals("HEAD")) {
        assertThat(answer).contains("{\"code\":");
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "text/plain, '', 415",
    "application/x-www-form-urlencoded, '', 415",
    "application/json, br, 415",
    "application/json, 'gzip, gzip', 415",
    "application/json, deflate, 415"
  })
  void refusesTypesAndEncodingsItDoesNotKnow(String type, String encoding, int status)
      throws Exception {
    String[] headers = {"Content-Type", type};
    assertStatus(
        fixture.post(
            "/v1/traces",
            "{}".getBytes(UTF_8),
            encoding.isEmpty() ? headers : with(headers, "Content-Encoding", encoding)),
        status,
        "expected Content-");
    assertThat(
            metric(
                "midwatch_otlp_refused_total",
                "traces",
                encoding.isEmpty() ? "unsupported_type" : "unsupported_encoding"))
        .isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:4318, 200",
    "127.0.0.1:4318, 200",
    "[::1]:4318, 200",
    "[::1], 200",
    "collector.example, 200",
    "evil.example, 403",
    "evil.example:4318, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403"
  })
  void answersLocalHostNamesOnly(String host, int status) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", fixture.collector.httpPort())) {
      socket
          .getOutputStream()
          .write(
              ("POST /v1/logs HTTP/1.1\r\nHost: "
                      + host
                      + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                      + "Connection: close\r\n\r\n{}")
                  .getBytes(ISO_8859_1));
      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void refusesPagesOfOtherSites() throws Exception {
    byte[] body = "{}".getBytes(UTF_8);
    assertStatus(
        fixture.post("/v1/logs", body, with(JSON, "Sec-Fetch-Site", "cross-site")), 403, "pages");
    HttpResponse<byte[]> preflight =
        fixture.send(
            HttpRequest.newBuilder(fixture.uri("/v1/logs"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .build());
    assertThat(preflight.statusCode()).isEqualTo(405);
    assertThat(preflight.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
  }

  @Test
  void needsTheTokenBeforeItReadsTheBody() throws Exception {
    try (CollectorFixture guarded =
        new CollectorFixture("s3cret", DataSize.ofMegabytes(1), Duration.ofSeconds(10))) {
      byte[] body = "{}".getBytes(UTF_8);
      for (String[] headers :
          List.of(
              JSON,
              with(JSON, "Authorization", "Bearer wrong"),
              with(JSON, "Authorization", "Basic s3cret"),
              with(JSON, "Authorization", "Bearer "))) {
        HttpResponse<byte[]> refused = guarded.post("/v1/traces", body, headers);
        assertStatus(refused, 401, "Bearer");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      }
      assertThat(guarded.post("/v1/traces", body, with(JSON, "authorization", "bearer s3cret")))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(200);
      String answer =
          firstLine(
              guarded,
              "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                  + " application/json\r\nExpect: 100-continue\r\nContent-Length: 500000\r\n\r\n");
      assertThat(answer).as("no 100 Continue").startsWith("HTTP/1.1 401");
    }
  }
}
