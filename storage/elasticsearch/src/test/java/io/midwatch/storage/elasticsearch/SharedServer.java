package io.midwatch.storage.elasticsearch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One server for all test classes of a run, started by the first that needs it. {@code
 * midwatch.elasticsearch.home} is where the distribution is unpacked; without it, tests are skipped
 * and say so.
 */
public final class SharedServer implements BeforeAllCallback {
  private static final String HOME = "midwatch.elasticsearch.home";

  /** A server that runs already may be used instead, to try something often. */
  private static final String URL = "midwatch.elasticsearch.url";

  private static final Namespace NAMESPACE = Namespace.create(SharedServer.class);

  /** Where the distribution is; the running test is skipped when it is nowhere. */
  public static Path home() {
    String home = System.getProperty(HOME, "");
    boolean here = !home.isEmpty() && Files.isRegularFile(Path.of(home, "bin/elasticsearch"));
    Assumptions.assumeTrue(
        here, "SKIPPED, Elasticsearch is not here: unpack it and name its folder with -D" + HOME);
    return Path.of(home);
  }

  /** Closed with the whole run. */
  private record Running(TestServer server) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private volatile @Nullable TestServer server;

  @Override
  public void beforeAll(ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent("server", _ -> start(), Running.class);
    server = running.server();
  }

  private static Running start() {
    String url = System.getProperty(URL, "");
    if (!url.isEmpty()) {
      return new Running(TestServer.at(URI.create(url)));
    }
    try {
      Path home = home();
      return new Running(TestServer.start(home));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("Elasticsearch did not start", e);
    }
  }

  /** The server, once a test class runs. */
  public TestServer server() {
    return Objects.requireNonNull(server);
  }
}
