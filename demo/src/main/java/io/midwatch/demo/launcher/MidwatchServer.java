package io.midwatch.demo.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The Midwatch server as a process of the demo. */
final class MidwatchServer {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private MidwatchServer() {}

  /**
   * Starts {@code java -jar} with the ports of the demo; its output goes to the log {@code
   * midwatch}.
   */
  static Child start(Path jar, Ports ports, Folders folders) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new UsageException("--server-jar=" + jar + " is not a file");
    }
    return Child.start(
        "midwatch",
        LeashedCommand.of(
            "TERM", List.of(JavaCommand.java(), "-jar", jar.toAbsolutePath().toString())),
        settings(ports, folders),
        folders.log("midwatch"),
        folders.readyFile("midwatch"));
  }

  /**
   * What must not come from the user's environment: the services of the demo send to loopback
   * without a token, and their telemetry does not belong into the user's own store.
   */
  static Map<String, String> settings(Ports ports, Folders folders) {
    return Map.of(
        "MIDWATCH_HOST",
        "127.0.0.1",
        "MIDWATCH_ADMIN_TOKEN",
        "",
        "MIDWATCH_INGEST_TOKEN",
        "",
        "MIDWATCH_STORE",
        "embedded",
        "MIDWATCH_HTTP_PORT",
        String.valueOf(ports.http()),
        "MIDWATCH_OTLP_GRPC_PORT",
        String.valueOf(ports.otlpGrpc()),
        "MIDWATCH_OTLP_HTTP_PORT",
        String.valueOf(ports.otlpHttp()),
        "MIDWATCH_DATA_DIR",
        folders.serverData().toString());
  }

  /**
   * Waits until {@code /readyz} answers 200, then creates the ready file.
   *
   * @throws UsageException when the server ends or is not ready in time
   */
  static void awaitReady(Child server, Ports ports, Folders folders)
      throws InterruptedException, IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.http() + "/readyz"));
    try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      while (!answers(http, ready.timeout(Duration.ofSeconds(2)).build())) {
        if (!server.isAlive() || System.nanoTime() > deadline) {
          throw new UsageException(whyNotStarted(folders.log("midwatch")));
        }
        Thread.sleep(200);
      }
    }
    Files.writeString(folders.readyFile("midwatch"), "ready\n");
  }

  /**
   * One sentence that names the log, after what the server says there about itself:
   *
   * <pre>
   * APPLICATION FAILED TO START
   * Description:
   *
   * midwatch.durability (MIDWATCH_DURABILITY) is "none"; allowed: …
   *
   * Action:
   * </pre>
   */
  static String whyNotStarted(Path log) throws IOException {
    String why =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
            .lines()
            .dropWhile(line -> !line.equals("Description:"))
            .skip(1)
            .takeWhile(line -> !line.equals("Action:"))
            .filter(line -> !line.isBlank())
            .collect(Collectors.joining("\n"));
    String seen = "The Midwatch server did not start; see " + log;
    return why.isEmpty() ? seen : why + "\n" + seen;
  }

  private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
