package io.midwatch.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.collector.otlp.OtlpSamples;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Connections that are slow, long-lived, chunked or never end their headers. */
class OtlpHttpConnectionIT extends OtlpHttpTestCase {
  @Test
  void acceptsChunkedBodiesAndContinues() throws Exception {
    byte[] body = OtlpSamples.traces().toByteArray();
    HttpResponse<byte[]> response =
        fixture.send(
            HttpRequest.newBuilder(fixture.uri("/v1/traces"))
                .headers(PROTOBUF)
                .expectContinue(true)
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(fixture.store.batches().getFirst().body()).isEqualTo(body);
  }

  @Test
  void cutsOffASenderThatStopsAndServesTheOthers() throws Exception {
    try (CollectorFixture impatient =
            new CollectorFixture(null, DataSize.ofMegabytes(1), Duration.ofMillis(300));
        Socket socket = new Socket("127.0.0.1", impatient.collector.httpPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "Content-Length: 100\r\n\r\n{")
              .getBytes(ISO_8859_1));
      assertThat(socket.getInputStream().readAllBytes()).as("closed without answer").isEmpty();
      assertThat(impatient.store.ledger()).containsExactly("traces refused=incomplete bytes=100");
      assertThat(impatient.post("/v1/traces", "{}".getBytes(UTF_8), JSON).statusCode())
          .isEqualTo(200);
      assertThat(impatient.store.batches()).isEmpty();
    }
  }

  @Test
  void servesManyRequestsOnOneConnection() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", fixture.collector.httpPort())) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < 1_000; i++) {
        socket
            .getOutputStream()
            .write(
                ("POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\n\r\n{}")
                    .getBytes(ISO_8859_1));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n{}") < 0) {
          int next = in.read();
          assertThat(next).as("connection closed after %s answers", i).isNotNegative();
          answer.append((char) next);
        }
        assertThat(answer.toString()).startsWith("HTTP/1.1 200");
      }
    }
  }

  @Test
  void refusesHeadersWithoutEnd() throws Exception {
    assertThat(
            firstLine(
                fixture,
                "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nX-A: "
                    + "a".repeat(9_000)
                    + "\r\n\r\n"))
        .matches("HTTP/1.1 4\\d\\d");
  }
}
