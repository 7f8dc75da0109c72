package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.server.replay.ReplayCommand;
import io.midwatch.storage.elasticsearch.SharedServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole program on Elasticsearch shows what it shows on its own files. */
class ElasticsearchPagesIT {
  private static final JsonMapper JSON = new JsonMapper();

  /** Names of rows and places, and how many rows were looked at: each store has its own. */
  private static final Set<String> OWN =
      Set.of("rowId", "next", "previous", "scanned", "newer", "older");

  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  @TempDir Path folder;

  @Test
  void showsTheSameNumbersAsTheEmbeddedStore() throws Exception {
    SERVER.server().clear("midwatch");
    Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    Instant start = end.minus(40, ChronoUnit.MINUTES);
    Path recording =
        RecordedOrders.write(
            folder.resolve("orders.jsonl"),
            start.toEpochMilli() * 1_000_000,
            end.minus(5, ChronoUnit.MINUTES).toEpochMilli() * 1_000_000);
    try (RunningServer embedded = RunningServer.start();
        RunningServer elastic =
            RunningServer.start(
                "midwatch.store=elasticsearch",
                "midwatch.elasticsearch-url=" + SERVER.server().url())) {
      replay(recording, embedded);
      replay(recording, elastic);
      String window = "from=" + start + "&to=" + end;
      elastic.getUntil(
          "/metrics", response -> response.body().contains("midwatch_store_backlog_bytes 0.0"));
      List<String> all = new ArrayList<>();
      for (String page :
          List.of(
              "/overview.json?" + window,
              "/services.json?" + window,
              "/services/shop.json?" + window,
              "/traces.json?" + window,
              "/traces.json?status=error&" + window,
              "/traces/000000000000000000005eed00000005.json?" + window,
              "/logs.json?" + window,
              "/logs.json?q=stock&" + window,
              "/api/v1/databases?" + window,
              "/api/v1/queues?" + window,
              "/api/v1/tenants?" + window,
              "/api/v1/metrics?name=carts.open&" + window,
              promql(start, end, "carts_open"),
              promql(start, end, "sum(rate(orders_placed_total[5m]))"),
              promql(
                  start,
                  end,
                  "histogram_quantile(0.9, sum by (le)"
                      + " (rate(http_server_request_duration_seconds_bucket[10m])))"),
              promql(
                  start, end, "max by (db_client_connection_state) (db_client_connection_count)"),
              promql(start, end, "sum without (state) (activemq_message_current)"),
              "/prometheus/api/v1/labels?start=" + start + "&end=" + end,
              "/prometheus/api/v1/series?match[]=orders_placed_total&start=".replace("[]", "%5B%5D")
                  + start
                  + "&end="
                  + end,
              "/api/v1/errors?" + window,
              "/errors.json?" + window,
              "/api/v1/errors/" + firstError(embedded, window) + "?" + window,
              "/api/v1/deploys?" + window,
              "/api/v1/services/shop/endpoints?" + window,
              "/api/v1/ingest/ledger")) {
        List<String> differences = new ArrayList<>();
        JsonNode wanted = json(embedded, page);
        assertThat(saysSomething(wanted)).as(page + " → " + wanted).isTrue();
        awaitSame(elastic, page, wanted);
        compare("", wanted, json(elastic, page), differences);
        differences.forEach(difference -> all.add(page + " " + difference));
      }
      assertThat(all).as("place: embedded, Elasticsearch").isEmpty();
      assertThat(elastic.get("/metrics").body())
          .contains("midwatch_store_items{signal=\"traces\",} 1600.0")
          .contains("midwatch_store_backlog_bytes 0.0")
          .contains("midwatch_store_waiting 0.0");
      assertThat(elastic.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  private static String promql(Instant start, Instant end, String query) {
    return "/prometheus/api/v1/query_range?start=%s&end=%s&step=60&query=%s"
        .formatted(start, end, URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  /** Whether there is a number or a name in an answer, so that two empty ones are no proof. */
  private static boolean saysSomething(JsonNode answer) {
    JsonNode data = answer.path("data");
    JsonNode said = data.has("result") ? data.path("result") : data.isArray() ? data : answer;
    return !said.isEmpty();
  }

  private static String firstError(RunningServer server, String window) throws Exception {
    server.getUntil("/api/v1/errors?" + window, response -> response.body().contains("Stock"));
    JsonNode errors = JSON.readTree(server.get("/api/v1/errors?" + window).body());
    return errors.findValue("id").asString();
  }

  private static void replay(Path recording, RunningServer to) throws InterruptedException {
    int code =
        ReplayCommand.run(
            List.of(recording.toString(), "--to", to.otlpHttpUrl()), "", System.out, System.err);
    assertThat(code).isZero();
  }

  /**
   * What was acknowledged may take two seconds to be found. What differs for good is compared
   * after.
   */
  private static void awaitSame(RunningServer server, String path, JsonNode wanted)
      throws Exception {
    server.getUntil(path, response -> wanted.equals(normal(JSON.readTree(response.body()))));
  }

  private static JsonNode json(RunningServer server, String path) throws Exception {
    var response = server.get(path);
    assertThat(response.statusCode()).as(path + " → " + response.body()).isEqualTo(200);
    return normal(JSON.readTree(response.body()));
  }

  private static void compare(
      String place, JsonNode wanted, JsonNode found, List<String> differences) {
    if (wanted.isObject() && found.isObject()) {
      Set<String> names = new TreeSet<>(wanted.propertyNames());
      names.addAll(found.propertyNames());
      for (String name : names) {
        compare(place + "/" + name, wanted.path(name), found.path(name), differences);
      }
    } else if (wanted.isArray() && found.isArray() && wanted.size() == found.size()) {
      for (int i = 0; i < wanted.size(); i++) {
        compare(place + "/" + i, wanted.path(i), found.path(i), differences);
      }
    } else if (!wanted.equals(found)) {
      differences.add(place + ": " + wanted + ", " + found);
    }
  }

  private static JsonNode normal(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(OWN);
    }
    node.forEach(ElasticsearchPagesIT::normal);
    return node;
  }
}
