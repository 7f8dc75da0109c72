package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.ThreadLocalRandom;

/** The smallest thing that can come in: one request of a service, just now. */
final class OneSpan {
  private OneSpan() {}

  static void send(RunningServer server, String service) throws Exception {
    String body =
        """
        {"resourceSpans":[{
          "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}}]},
          "scopeSpans":[{"spans":[{"traceId":"%016x%2$016x","spanId":"%2$016x","name":"GET /hello",
            "kind":2,"startTimeUnixNano":"%3$d","endTimeUnixNano":"%3$d"}]}]}]}
        """
            .formatted(
                service,
                ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
                System.currentTimeMillis() * 1_000_000);
    assertThat(
            RunningServer.send(
                    HttpRequest.newBuilder(URI.create(server.otlpHttpUrl() + "/v1/traces"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .statusCode())
        .isEqualTo(200);
  }
}
