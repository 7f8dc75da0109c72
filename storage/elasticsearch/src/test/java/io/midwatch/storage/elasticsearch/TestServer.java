package io.midwatch.storage.elasticsearch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Elasticsearch of one node on loopback, in a process of its own with a small heap. It can
 * be killed and started again on its data. Elasticsearch refuses to run as root; then it runs as
 * nobody, from a copy it may read.
 */
public final class TestServer implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(180);
  private static final int NOBODY = 65_534;
  private static final Pattern DOCUMENT =
      Pattern.compile("\\{\"_index\":\"[^\"]*\",\"_id\":\"[^\"]*\"}");
  private static final Pattern TOTAL = Pattern.compile("\"value\":(\\d+)");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Path home;
  private final Path folder;
  private final int port;
  private @Nullable Process launcher;

  private TestServer(Path home, Path folder, int port, @Nullable Process launcher) {
    this.home = home;
    this.folder = folder;
    this.port = port;
    this.launcher = launcher;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param home folder of the unpacked distribution
   */
  public static TestServer start(Path home) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("midwatch-elasticsearch");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String name : List.of("data", "logs", "tmp")) {
      Files.createDirectory(folder.resolve(name));
    }
    Path readable = isRoot() && !everybodyReads(home) ? copy(home, folder.resolve("home")) : home;
    copy(home.resolve("config"), folder.resolve("config"));
    int port = freePort();
    Files.writeString(
        folder.resolve("config/elasticsearch.yml"),
        """
        cluster.name: midwatch-test
        node.name: test
        path.data: %1$s/data
        path.logs: %1$s/logs
        network.host: 127.0.0.1
        http.port: %2$d
        transport.port: %3$d
        discovery.type: single-node
        xpack.security.enabled: false
        cluster.routing.allocation.disk.threshold_enabled: false
        action.destructive_requires_name: false
        """
            .formatted(folder, port, freePort()));
    if (isRoot()) {
      run("chown", "-R", NOBODY + ":" + NOBODY, folder.toString());
    }
    TestServer server = new TestServer(readable, folder, port, launch(readable, folder));
    boolean ready = false;
    try {
      server.awaitReady();
      ready = true;
    } finally {
      if (!ready) {
        server.close();
      }
    }
    return server;
  }

  /** A server somebody else started, and ends. */
  public static TestServer at(URI url) {
    return new TestServer(Path.of(""), Path.of(""), url.getPort(), null);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static boolean everybodyReads(Path home) throws IOException {
    for (Path at = home.toRealPath(); at != null; at = at.getParent()) {
      if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return Files.getPosixFilePermissions(home.resolve("bin/elasticsearch"))
        .contains(PosixFilePermission.OTHERS_EXECUTE);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process launch(Path home, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    command.add(home.resolve("bin/elasticsearch").toString());
    command.addAll(List.of("-p", folder.resolve("pid").toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ES_PATH_CONF", folder.resolve("config").toString());
    builder.environment().put("ES_TMPDIR", folder.resolve("tmp").toString());
    builder.environment().put("CLI_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    builder
        .environment()
        .put(
            "ES_JAVA_OPTS",
            "-Xms384m -Xmx384m -Xmn160m -XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("logs/console").toFile());
    return builder.start();
  }

  private void awaitReady() throws InterruptedException, IOException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        if (request("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s", "").statusCode()
            == 200) {
          return;
        }
      } catch (IOException _) {
        // not listening yet
      }
      if (launcher != null && !launcher.isAlive()) {
        break;
      }
      Thread.sleep(100);
    }
    throw new IOException(
        "Elasticsearch did not start:\n" + Files.readString(folder.resolve("logs/console")));
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public HttpResponse<String> request(String method, String path, String json)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /**
   * Removes every document of a prefix, one by one when there are few: making indices again takes a
   * server of two processors longer than a whole test.
   */
  public void clear(String prefix) throws IOException, InterruptedException {
    request("POST", "/" + prefix + "-*/_refresh", "");
    String found =
        request(
                "POST",
                "/"
                    + prefix
                    + "-*/_search?filter_path=hits.total.value,hits.hits._index,hits.hits._id",
                "{\"size\":3000,\"_source\":false,\"track_total_hits\":true}")
            .body();
    List<String> documents = DOCUMENT.matcher(found).results().map(MatchResult::group).toList();
    Matcher total = TOTAL.matcher(found);
    if (total.find() && Long.parseLong(total.group(1)) > documents.size()) {
      request("DELETE", "/" + prefix + "-*", "");
    } else if (!documents.isEmpty()) {
      String deletes =
          documents.stream()
              .map(place -> "{\"delete\":" + place + "}\n")
              .collect(Collectors.joining());
      request("POST", "/_bulk?refresh=true", deletes);
    }
  }

  /** Ends the server at once, as a loss of power would end it. */
  public void kill() throws InterruptedException, IOException {
    ProcessHandle server = process();
    server.destroyForcibly();
    server.onExit().join();
    Objects.requireNonNull(launcher).waitFor();
  }

  /** Waits until it answers. */
  public void awaitStart() throws InterruptedException, IOException {
    awaitReady();
  }

  /** Starts it again on the data it has, without waiting for it. */
  public void startAgain() throws IOException {
    Files.deleteIfExists(folder.resolve("pid"));
    launcher = launch(home, folder);
  }

  private ProcessHandle process() throws IOException {
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    return ProcessHandle.of(pid).orElseThrow(() -> new IOException("no server process " + pid));
  }

  @Override
  public void close() throws IOException {
    http.close();
    if (launcher == null) {
      return;
    }
    if (launcher.isAlive()) {
      ProcessHandle server = process();
      server.destroyForcibly();
      server.onExit().join();
      boolean _ = launcher.onExit().orTimeout(30, TimeUnit.SECONDS).join().isAlive();
    }
    delete(folder);
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    if (Files.isDirectory(to.resolve("bin"))) {
      to.resolve("bin/elasticsearch").toFile().setExecutable(true, false);
    }
    return to;
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, java.io.IOException failure)
              throws IOException {
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void run(String... command) throws IOException {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
