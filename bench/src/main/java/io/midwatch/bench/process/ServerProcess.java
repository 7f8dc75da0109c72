package io.midwatch.bench.process;

import io.midwatch.model.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running server. Closing it ends the process. Not thread-safe. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int STOP_SECONDS = 60;

  private final Process process;
  private final int httpPort;
  private final int otlpPort;
  private final Path log;
  private final long startedNanos;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServerProcess(Process process, int httpPort, int otlpPort, Path log, long startedNanos) {
    this.process = process;
    this.httpPort = httpPort;
    this.otlpPort = otlpPort;
    this.log = log;
    this.startedNanos = startedNanos;
  }

  /**
   * Starts a server and returns at once.
   *
   * @param log takes what it prints
   */
  public static ServerProcess start(ServerOptions options, Path log) throws IOException {
    if (!Files.exists(options.jar())) {
      throw new IOException("no server at " + options.jar() + ": build it, or name --server-jar");
    }
    Files.createDirectories(log.toAbsolutePath().getParent());
    if (options.isDurable()) {
      Files.createDirectories(options.dataFolder());
    }
    List<Integer> ports = freePorts();
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(options.command(ports.get(0), ports.get(1), ports.get(2)))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new ServerProcess(process, ports.get(0), ports.get(2), log, started);
  }

  private static List<Integer> freePorts() throws IOException {
    InetAddress local = InetAddress.getLoopbackAddress();
    try (ServerSocket first = new ServerSocket(0, 1, local);
        ServerSocket second = new ServerSocket(0, 1, local);
        ServerSocket third = new ServerSocket(0, 1, local)) {
      return List.of(first.getLocalPort(), second.getLocalPort(), third.getLocalPort());
    }
  }

  /**
   * Waits for 200 from {@code /readyz}; the time since the process was started.
   *
   * @throws IOException when it ends before, or takes more than five minutes
   */
  public Duration awaitReady() throws IOException, InterruptedException {
    while (!isReady()) {
      long waited = System.nanoTime() - startedNanos;
      if (!process.isAlive() || waited > READY_WITHIN.toNanos()) {
        process.destroyForcibly();
        throw new IOException("the server did not get ready, see " + log);
      }
      Thread.sleep(LOOK);
    }
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/readyz").statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /** An answer of the page's port. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + httpPort + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  /**
   * A count of the ledger, such as {@code accepted} or {@code stored}.
   *
   * @throws IOException when the server does not tell
   */
  public long ledger(Signal signal, String count) throws IOException, InterruptedException {
    String ledger = get("/api/v1/ingest/ledger").body();
    int from = Math.max(0, ledger.indexOf('"' + signal.label() + '"'));
    Matcher figure = Pattern.compile('"' + count + "\"\\s*:\\s*([0-9]+)").matcher(ledger);
    if (!figure.find(from)) {
      throw new IOException("no count " + count + " in the ledger: " + ledger);
    }
    return Long.parseLong(figure.group(1));
  }

  /** Where its pages and APIs are. */
  public URI http() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  /** Where it takes OTLP/HTTP. */
  public URI otlp() {
    return URI.create("http://127.0.0.1:" + otlpPort);
  }

  public ProcessUse use() {
    return new ProcessUse(process.pid());
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
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
    client.close();
  }
}
