package io.midwatch.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.demo.faults.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole demo with a real server: every fault is switched on, one after another, and must appear
 * on the Overview. Some minutes long, so its name keeps it out of the suite: {@code
 * -Dit.test=FaultsOnOverviewRun} runs it, after the server was packaged.
 */
class FaultsOnOverviewRun {
  private static final Path JAR = Path.of("target", "midwatch-demo.jar").toAbsolutePath();
  private static final Path SERVER = Path.of("..", "server", "target", "midwatch-server.jar");
  private static final int BASE = 31_000;
  private static final int PAGE = BASE + 72;
  private static final int HTTP = BASE + 73;
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration SEEN = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void everyFaultAppearsWithinHalfAMinute() throws Exception {
    Process demo = start();
    try {
      await(START, "all services", () -> said().contains("All services are up"));
      await(START, "requests", () -> overview().path("now").path("requests").asLong() > 0);
      for (Fault fault : Fault.values()) {
        assertThat(appears(fault).test(overview())).as("%s before it is on", fault).isFalse();
        switchTo(fault, "on");
        long began = System.nanoTime();
        await(SEEN, fault.id(), () -> appears(fault).test(overview()));
        System.out.printf(
            "%s is on the Overview after %d s%n", fault.id(), seconds(System.nanoTime() - began));
        switchTo(fault, "off");
      }
    } finally {
      demo.destroy();
      assertThat(demo.waitFor(40, TimeUnit.SECONDS)).as("the demo ends after SIGTERM").isTrue();
    }
  }

  /** What the Overview of the last five minutes says of a fault, as its truth has it. */
  private static Predicate<JsonNode> appears(Fault fault) {
    return switch (fault) {
      case BAD_RELEASE ->
          overview ->
              overview
                  .path("failing")
                  .valueStream()
                  .anyMatch(failing ->
                      is(failing, "service", "shop")
                          && is(failing, "endpoint", "POST /v1/checkout")
                          && failing.path("errorMessage").asString().contains("loyalty tier"));
      case THIRD_PARTY_SLOW ->
          overview ->
              overview
                      .path("thirdParties")
                      .valueStream()
                      .anyMatch(host ->
                          is(host, "host", "api.cardhouse.example")
                              && host.path("timeouts").asLong() > 0)
                  && overview
                      .path("failing")
                      .valueStream()
                      .anyMatch(failing ->
                          is(failing, "service", "payments")
                              && is(failing, "endpoint", "POST /v1/payments"));
      case CONSUMER_STALLED ->
          overview ->
              overview
                  .path("queues")
                  .valueStream()
                  .anyMatch(queue ->
                      is(queue, "destination", "orders.import")
                          && queue.path("consumers").isNumber()
                          && queue.path("consumers").asDouble() == 0
                          && queue.path("waiting").asDouble(0) > 0
                          && is(queue, "drain", "never"));
      case POOL_TOO_SMALL ->
          overview ->
              overview
                  .path("databases")
                  .valueStream()
                  .map(database -> database.path("tightest"))
                  .anyMatch(limit ->
                      is(limit, "what", "pool")
                          && is(limit, "service", "shop")
                          && limit.path("max").asDouble() == 2
                          && limit.path("ratio").asDouble() == 1);
    };
  }

  private static boolean is(JsonNode node, String field, String value) {
    return node.path(field).asString("").equals(value);
  }

  private Process start() throws IOException {
    assertThat(SERVER).as("the packaged server").exists();
    return new ProcessBuilder(
            JavaCommand.java(),
            "-jar",
            JAR.toString(),
            "--server-jar=" + SERVER,
            "--no-schedule",
            "--base-port=" + BASE,
            "--page-port=" + PAGE,
            "--otlp-grpc-port=" + (BASE + 70),
            "--otlp-http-port=" + (BASE + 71),
            "--http-port=" + HTTP,
            "--data-dir=" + folder)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("demo.log").toFile())
        .start();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("demo.log"));
  }

  private JsonNode overview() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + HTTP + "/api/v1/overview?from=now-5m"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private void switchTo(Fault fault, String state) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + PAGE + "/faults/" + fault.id() + "/" + state))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  /** A condition that may fail to be asked. */
  private interface Asked {
    boolean holds() throws Exception;
  }

  private void await(Duration limit, String what, Asked condition) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime())
          .as("%s within %s; the demo said: %s", what, limit, said())
          .isLessThan(deadline);
      Thread.sleep(500);
    }
  }

  private static long seconds(long nanos) {
    return Math.round(nanos / 1e9);
  }
}
