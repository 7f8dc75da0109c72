package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The stream that keeps pages up to date, as it goes over the wire. */
@Timeout(120)
class LiveStreamsIT {
  private static final int PLACES = 500;
  private static final String CHUNKED_END = "0\r\n\r\n";

  @AutoClose private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @Test
  void saysThatSomethingCameInAndAfterAWhileThatItIsAlive() throws Exception {
    try (LiveClient stream = LiveClient.open(server, "Accept-Encoding: gzip")) {
      assertThat(stream.readUntil("retry:1000\n\n"))
          .startsWith("HTTP/1.1 200")
          .contains(
              "Content-Type: text/event-stream",
              "Cache-Control: no-store",
              "X-Accel-Buffering: no",
              "Content-Security-Policy: default-src 'none'")
          .doesNotContain("Content-Encoding");

      OneSpan.send(server, "hello");
      assertThat(stream.readUntil("data:")).contains("event:tick");
      assertThat(stream.readUntil("\n:\n\n")).doesNotContain("event:tick");
    }
  }

  @Test
  void placesAreBoundedAndThoseOfBrowsersThatWentAwayAreFree() throws Exception {
    waitUntilNobodyListens();
    List<LiveClient> streams = new ArrayList<>();
    try {
      for (int i = 0; i < PLACES; i++) {
        LiveClient stream = LiveClient.open(server);
        streams.add(stream);
        assertThat(stream.readUntil("\r\n")).startsWith("HTTP/1.1 200");
      }
      assertThat(server.get("/metrics").body()).contains("midwatch_live_streams " + PLACES + ".0");
      assertThat(server.get("/live").statusCode()).isEqualTo(503);
    } finally {
      for (LiveClient stream : streams) {
        stream.close();
      }
    }

    waitUntilNobodyListens();
    assertThat(server.status("/live")).isEqualTo(200);
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void anOpenStreamDoesNotHoldUpTheEnd(CapturedOutput log) throws Exception {
    try (RunningServer ending = RunningServer.start();
        LiveClient stream = LiveClient.open(ending)) {
      stream.readUntil("retry:1000\n\n");
      ending.stop();

      assertThat(stream.readUntil(CHUNKED_END)).endsWith(CHUNKED_END);
      assertThat(log).contains("Graceful shutdown complete").doesNotContain("still active");
    }
  }

  /** Tells those who went away something, in vain. */
  private static void waitUntilNobodyListens() throws Exception {
    while (!server.get("/metrics").body().contains("midwatch_live_streams 0.0")) {
      OneSpan.send(server, "hello");
      Thread.sleep(500);
    }
  }
}
