package io.midwatch.storage.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.elasticsearch.client.Cluster;
import io.midwatch.storage.elasticsearch.client.WrongServerException;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Times;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are not Elasticsearch 9 are refused in words that say what they are. */
class RefusedServersTest {
  private static final String NODES = "{\"nodes\":{\"n\":{\"version\":\"%s\"}}}";

  @TempDir Path folder;
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();

  @AfterEach
  void stopServers() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void acceptsElasticsearchNine() {
    require(answering(200, "Elasticsearch", NODES.formatted("9.5.3")));
  }

  @Test
  void refusesElasticsearchEight() {
    URI url = answering(200, "Elasticsearch", NODES.formatted("8.19.21"));
    assertThatThrownBy(() -> require(url))
        .isInstanceOf(WrongServerException.class)
        .hasMessage(
            "The server at "
                + url
                + " is Elasticsearch 8.19.21. Midwatch's Elasticsearch store works with"
                + " Elasticsearch 9 only.");
  }

  @Test
  void refusesOpenSearch() {
    URI url = answering(200, null, NODES.formatted("3.8.0"));
    assertThatThrownBy(() -> require(url))
        .isInstanceOf(WrongServerException.class)
        .hasMessageContaining("is not Elasticsearch")
        .hasMessageContaining("OpenSearch");
  }

  @Test
  void theStoreDoesNotStartOnAWrongServerAndLetsTheFolderGo() {
    URI url = answering(200, null, NODES.formatted("3.8.0"));
    assertThatThrownBy(() -> open(url)).isInstanceOf(WrongServerException.class);
    assertThatThrownBy(() -> open(url))
        .as("the folder is free again")
        .isInstanceOf(WrongServerException.class);
  }

  @Test
  void aServerThatIsAwayOrNotReadyIsNoWrongServer() {
    assertThatThrownBy(() -> require(URI.create("http://127.0.0.1:1")))
        .isInstanceOf(StoreException.class)
        .isNotInstanceOf(WrongServerException.class)
        .hasMessageContaining("No server answers at http://127.0.0.1:1");
    assertThatThrownBy(() -> require(answering(503, null, "starting")))
        .isNotInstanceOf(WrongServerException.class)
        .hasMessageContaining("is not ready: it answered 503");
  }

  @Test
  void sendsUserAndPasswordAndNeverShowsThem() {
    URI url = answering(401, "Elasticsearch", "no");
    URI secret = URI.create(url.toString().replace("//", "//ann:geheim@"));
    assertThatThrownBy(() -> require(secret))
        .hasMessageContaining("refuses the user or password")
        .hasMessageNotContaining("geheim");
    assertThat(authorizations).containsExactly("Basic YW5uOmdlaGVpbQ==");
  }

  private static void require(URI url) {
    try (Cluster cluster = new Cluster(url)) {
      cluster.requireRightServer();
    }
  }

  private void open(URI url) {
    RecordBatches batches = new RecordBatches();
    ElasticsearchStore.open(
            folder,
            new ElasticsearchParts(
                batches,
                batches,
                new NoRollups(),
                IdentityKeys.DEFAULT,
                new MutableClock(Times.START)),
            ElasticsearchSettings.of(url))
        .close();
  }

  private URI answering(int status, @Nullable String product, String body) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      servers.add(server);
      server.createContext(
          "/",
          exchange -> {
            if (exchange.getRequestHeaders().containsKey("Authorization")) {
              authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            }
            if (product != null) {
              exchange.getResponseHeaders().set("X-Elastic-Product", product);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
              out.write(bytes);
            }
          });
      server.start();
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
