package io.midwatch.bench.promql;

import io.midwatch.bench.process.ProcessUse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A Prometheus of the user's own, which takes samples by remote write. Closing it ends it. */
final class PrometheusProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final int STOP_SECONDS = 120;

  private final Process process;
  private final URI uri;

  private PrometheusProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param binary 3.5 or newer; older ones take ranges closed on the left
   * @param folder keeps its files
   */
  static PrometheusProcess start(Path binary, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path configuration = folder.resolve("prometheus.yml");
    Files.writeString(configuration, "global: {}\n");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--storage.tsdb.retention.time=60d",
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver",
                "--web.enable-admin-api",
                "--enable-feature=native-histograms,promql-delayed-name-removal")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    PrometheusProcess started =
        new PrometheusProcess(process, URI.create("http://127.0.0.1:" + port));
    started.awaitReady();
    return started;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest ready = HttpRequest.newBuilder(uri.resolve("/-/ready")).build();
      while (true) {
        try {
          if (client.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException _) {
          // not listening yet
        }
        if (!process.isAlive() || System.nanoTime() - begun > READY_WITHIN.toNanos()) {
          process.destroyForcibly();
          throw new IOException("Prometheus did not get ready, see its prometheus.log");
        }
        Thread.sleep(100);
      }
    }
  }

  URI uri() {
    return uri;
  }

  ProcessUse use() {
    return new ProcessUse(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
