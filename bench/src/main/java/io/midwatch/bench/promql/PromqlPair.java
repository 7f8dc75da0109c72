package io.midwatch.bench.promql;

import io.midwatch.bench.cli.Options;
import io.midwatch.bench.process.FolderSize;
import io.midwatch.bench.process.ServerOptions;
import io.midwatch.bench.process.ServerProcess;
import io.midwatch.bench.promql.PromqlClient.Question;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A Prometheus and a Midwatch with the same samples. What they were filled with is kept beside
 * their files, so that they are filled once.
 *
 * <pre>
 * data-dir/prometheus/…   data-dir/midwatch/…   data-dir/fleet
 * </pre>
 */
final class PromqlPair implements AutoCloseable {
  /** Ticks of a request: a series costs its labels once for all of them. */
  private static final int TICKS = 20;

  private static final int INSTANCES = 5;

  private final PrometheusProcess prometheus;
  private final ServerProcess midwatch;
  private final PromqlClient askPrometheus;
  private final PromqlClient askMidwatch;
  private final Path folder;
  private final Fleet fleet;

  private PromqlPair(
      PrometheusProcess prometheus, ServerProcess midwatch, Path folder, Fleet fleet) {
    this.prometheus = prometheus;
    this.midwatch = midwatch;
    this.folder = folder;
    this.fleet = fleet;
    this.askPrometheus = new PromqlClient(prometheus.uri().resolve("/api/v1/"));
    this.askMidwatch = new PromqlClient(midwatch.http().resolve("/prometheus/api/v1/"));
  }

  /** Makes a fleet whose first tick is at a time. */
  interface FleetFrom {
    Fleet at(long fromMillis);
  }

  /**
   * Starts both and fills them when their folder is new.
   *
   * @param description what the fleet is, without when
   * @param fromMillis when it begins, unless an earlier run filled the folder
   */
  static PromqlPair open(Options options, String description, long fromMillis, FleetFrom fleet)
      throws IOException, InterruptedException {
    String binary = options.text("prometheus", System.getProperty("midwatch.prometheus", ""));
    if (binary.isEmpty()) {
      throw new IllegalArgumentException(
          "expected --prometheus=PATH of a Prometheus 3.5 or newer (docs/benchmarks.md)");
    }
    Path folder = options.path("data-dir", "bench/target/promql");
    ServerOptions server =
        new ServerOptions(
            options.path("server-jar", "server/target/midwatch-server.jar"),
            "embedded",
            folder.resolve("midwatch"),
            options.texts("java-opt"),
            options.texts("server-arg"));
    options.requireNoOthers();
    Files.createDirectories(folder);
    Path filled = folder.resolve("fleet");
    long from = fromMillis;
    if (Files.exists(filled)) {
      String[] known = Files.readString(filled).strip().split(" from=", 2);
      if (!known[0].equals(description)) {
        throw new IllegalArgumentException(
            folder + " holds \"" + known[0] + "\"; ask for that, or name another --data-dir");
      }
      from = Long.parseLong(known[1]);
    }
    PrometheusProcess prometheus =
        PrometheusProcess.start(Path.of(binary), folder.resolve("prometheus"));
    ServerProcess midwatch = ServerProcess.start(server, folder.resolve("midwatch.log"));
    PromqlPair pair = new PromqlPair(prometheus, midwatch, folder, fleet.at(from));
    try {
      midwatch.awaitReady();
      if (!Files.exists(filled)) {
        pair.fill();
        Files.writeString(filled, description + " from=" + from + "\n");
      }
      return pair;
    } catch (IOException | InterruptedException | RuntimeException e) {
      pair.close();
      throw e;
    }
  }

  private void fill() throws IOException, InterruptedException {
    FleetOtlp otlp = new FleetOtlp(fleet);
    FleetRemoteWrite remote = new FleetRemoteWrite(fleet);
    URI write = prometheus.uri().resolve("/api/v1/write");
    URI export = midwatch.otlp().resolve("/v1/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int tick = 0; tick < fleet.ticks(); tick += TICKS) {
        int endTick = Math.min(fleet.ticks(), tick + TICKS);
        for (int instance = 0; instance < fleet.instances(); instance += INSTANCES) {
          int end = Math.min(fleet.instances(), instance + INSTANCES);
          send(
              client,
              HttpRequest.newBuilder(write)
                  .header("Content-Encoding", "snappy")
                  .header("Content-Type", "application/x-protobuf")
                  .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                  .POST(
                      BodyPublishers.ofByteArray(
                          Snappy.stored(remote.request(instance, end, tick, endTick))))
                  .build());
          send(
              client,
              HttpRequest.newBuilder(export)
                  .header("Content-Type", "application/x-protobuf")
                  .POST(BodyPublishers.ofByteArray(otlp.request(instance, end, tick, endTick)))
                  .build());
        }
        if (tick % 240 == 0) {
          System.out.printf(Locale.ROOT, "filled %d of %d ticks%n", tick, fleet.ticks());
        }
      }
    }
  }

  /** Until it is taken; a server that is busy says so. */
  private static void send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    while (true) {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      int status = response.statusCode();
      if (status == 200 && response.body().isEmpty() || status == 204) {
        return;
      }
      if (status != 429 && status != 503) {
        throw new IOException(request.uri() + " answered " + status + ": " + response.body());
      }
      Thread.sleep(1000);
    }
  }

  Fleet fleet() {
    return fleet;
  }

  PromqlClient prometheus() {
    return askPrometheus;
  }

  PromqlClient midwatch() {
    return askMidwatch;
  }

  PrometheusProcess prometheusProcess() {
    return prometheus;
  }

  ServerProcess midwatchProcess() {
    return midwatch;
  }

  /** Seconds since 1970 at the end of the fleet's samples. */
  double end() {
    return fleet.toMillis() / 1000.0;
  }

  /** In what Midwatch's answer differs from Prometheus'; empty when in nothing. */
  String difference(Question question) throws IOException, InterruptedException {
    return Answer.parse(askPrometheus.ask(question).body())
        .difference(Answer.parse(askMidwatch.ask(question).body()));
  }

  /** Bytes of a snapshot of Prometheus' blocks with its head; the snapshot is left there. */
  long prometheusBytes() throws IOException, InterruptedException {
    Map<?, ?> data = (Map<?, ?>) Json.object(askPrometheus.post("admin/tsdb/snapshot")).get("data");
    if (data == null) {
      throw new IOException("Prometheus took no snapshot of its blocks");
    }
    return FolderSize.bytes(
        folder.resolve("prometheus/data/snapshots").resolve(String.valueOf(data.get("name"))));
  }

  /** Bytes of Midwatch's files of points, without the log. */
  long midwatchBytes() throws IOException {
    return FolderSize.bytes(folder.resolve("midwatch/metrics"));
  }

  @Override
  public void close() {
    askPrometheus.close();
    askMidwatch.close();
    prometheus.close();
    midwatch.close();
  }
}
