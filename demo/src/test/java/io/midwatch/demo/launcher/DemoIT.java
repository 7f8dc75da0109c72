package io.midwatch.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.demo.launcher.OtlpSink.Received;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the whole demo from its jar against a receiver of the test's own, breaks it and stops it.
 */
class DemoIT {
  private static final Path JAR = Path.of("target", "midwatch-demo.jar").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void realServicesSendAllThreeSignalsUntilTheyAreStopped() throws Exception {
    int base = freeBase();
    try (var sink = new OtlpSink(base + 70, base + 71)) {
      Process demo = start(base);
      try {
        await(
            demo,
            "every service",
            () -> services(sink).containsAll(List.of("shop", "payments", "importer", "webhooks")));
        await(
            demo,
            "the broker's and the database's figures",
            () ->
                sink.metrics.stream()
                    .map(Received::service)
                    .toList()
                    .containsAll(List.of("orders-broker", "orders-db")));
        await(
            demo,
            "a payment that the slow card processor made fail",
            () -> has(sink, failed("payments", "POST /v1/payments", "504")));
        await(
            demo, "a failed checkout", () -> has(sink, failed("shop", "POST /v1/checkout", "502")));
        Received<Span> payment = find(sink, failed("payments", "POST /v1/payments", "504"));
        String tenant = attributes(payment).getOrDefault("tenant.id", "");
        assertThat(tenant).isNotBlank();
        await(
            demo,
            "the shop's side of that payment",
            () ->
                has(
                    sink,
                    span ->
                        span.service().equals("shop")
                            && span.item().getKind() == SpanKind.SPAN_KIND_SERVER
                            && sameTrace(span, payment)
                            && tenant.equals(attributes(span).get("tenant.id"))));
        await(
            demo,
            "the log line of that payment",
            () ->
                sink.logs.stream()
                    .anyMatch(log ->
                        log.item().getTraceId().equals(payment.item().getTraceId())
                            && log.item().getSeverityText().equals("ERROR")));
        await(
            demo,
            "an import from upload to database",
            () ->
                sink.spans.stream()
                    .filter(span ->
                        span.item().getKind() == SpanKind.SPAN_KIND_CONSUMER
                            && span.service().equals("importer"))
                    .anyMatch(imported ->
                        has(
                            sink,
                            span ->
                                span.item().getName().equals("POST /v1/imports")
                                    && sameTrace(span, imported))));
        await(
            demo,
            "the pool's figures",
            () ->
                sink.metrics.stream()
                    .anyMatch(
                        metric -> metric.item().getName().equals("db.client.connections.usage")));
      } finally {
        stop(demo);
      }
    }
    assertThat(Files.readAllLines(folder.resolve("truth.jsonl")))
        .last()
        .asString()
        .contains("\"fault\":\"third-party-slow\"", "\"endedAt\"", "\"by\":\"command line\"");
  }

  private Process start(int base) throws IOException {
    return new ProcessBuilder(
            JavaCommand.java(),
            "-jar",
            JAR.toString(),
            "--no-server",
            "--fault=third-party-slow",
            "--rate=10",
            "--base-port=" + base,
            "--page-port=" + (base + 72),
            "--otlp-grpc-port=" + (base + 70),
            "--otlp-http-port=" + (base + 71),
            "--data-dir=" + folder)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("demo.log").toFile())
        .start();
  }

  private static void stop(Process demo) throws InterruptedException {
    List<ProcessHandle> children = demo.descendants().toList();
    List<String> commands =
        children.stream().map(child -> child.info().commandLine().orElse("")).toList();
    demo.destroy();
    assertThat(demo.waitFor(40, TimeUnit.SECONDS)).as("the demo ends after SIGTERM").isTrue();
    assertThat(children).as("it had processes").hasSizeGreaterThan(10);
    assertThat(commands).as("those with the agent").haveAtMost(6, running("-javaagent:"));
    for (String other : List.of("card-processor", "email-provider", "customers-servers")) {
      assertThat(commands).as(other).haveExactly(1, running(" " + other + " "));
    }
    assertThat(children).as("and none outlives it").noneMatch(ProcessHandle::isAlive);
  }

  private static Condition<String> running(String text) {
    return new Condition<>(command -> command.contains(text), "running %s", text);
  }

  private void await(Process demo, String what, BooleanSupplier condition) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      String said = Files.readString(folder.resolve("demo.log"));
      assertThat(demo.isAlive()).as("the demo runs; it said: %s", said).isTrue();
      assertThat(System.nanoTime())
          .as("%s within %s; the demo said: %s", what, LIMIT, said)
          .isLessThan(deadline);
      Thread.sleep(200);
    }
  }

  private static List<String> services(OtlpSink sink) {
    return sink.spans.stream().map(Received::service).distinct().toList();
  }

  private static boolean has(OtlpSink sink, Predicate<Received<Span>> wanted) {
    return sink.spans.stream().anyMatch(wanted);
  }

  private static Received<Span> find(OtlpSink sink, Predicate<Received<Span>> wanted) {
    return sink.spans.stream().filter(wanted).findFirst().orElseThrow();
  }

  private static Predicate<Received<Span>> failed(String service, String name, String status) {
    return span ->
        span.service().equals(service)
            && span.item().getKind() == SpanKind.SPAN_KIND_SERVER
            && span.item().getName().equals(name)
            && status.equals(attributes(span).get("http.response.status_code"));
  }

  private static boolean sameTrace(Received<Span> one, Received<Span> other) {
    return one.item().getTraceId().equals(other.item().getTraceId());
  }

  private static Map<String, String> attributes(Received<Span> span) {
    return OtlpSink.attributes(span.item().getAttributesList());
  }

  /** A base port with room for the demo's ports and the receiver's above it. */
  private static int freeBase() {
    return Stream.iterate(21_000, base -> base < 30_000, base -> base + 100)
        .filter(base ->
            List.of(1, 2, 3, 5, 11, 12, 13, 32, 61, 70, 71, 72).stream()
                .allMatch(offset -> isFree(base + offset)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("No free range of ports between 21000 and 30000"));
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
