package io.midwatch.server;

import io.midwatch.query.text.PathId;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every kind of page, as it is after {@link FailingCheckout}. */
final class ShownPages {
  private static final String STATEMENTS = "/databases/postgresql~orders/statements";

  private ShownPages() {}

  static List<String> paths(RunningServer server, FailingCheckout incident) throws Exception {
    return List.of(
        "/",
        "/errors",
        "/errors/" + errorId(server),
        "/services",
        "/services/checkout",
        "/map?focus=checkout",
        "/endpoints",
        "/services/checkout/endpoints/" + PathId.of("POST /v1/checkout"),
        "/databases",
        "/databases/postgresql~orders",
        STATEMENTS,
        STATEMENTS + "/" + statementId(server),
        "/dependencies",
        "/queues",
        "/tenants",
        "/tenants/acme",
        "/deploys",
        "/settings",
        "/settings/ingest",
        "/traces",
        "/traces/" + incident.failingTraceId(),
        "/traces/compare?a=" + incident.failingTraceId(),
        "/logs",
        "/logs?q=" + "stock",
        logContext(server),
        "/explore",
        "/explore?query=sum(rate(traces_spanmetrics_calls_total%5B5m%5D))");
  }

  /** The lines around the newest. */
  private static String logContext(RunningServer server) throws Exception {
    JsonNode line =
        JsonMapper.shared().readTree(server.get("/logs.json").body()).path("lines").path(0);
    return "/logs/context?at="
        + line.path("timeUnixNano").asLong()
        + "&service="
        + line.path("service").asString();
  }

  /** The statement that takes the most time. */
  private static String statementId(RunningServer server) throws Exception {
    return JsonMapper.shared()
        .readTree(server.get(STATEMENTS + ".json").body())
        .path("shown")
        .path("rows")
        .path(0)
        .path("id")
        .asString();
  }

  /** The failing checkout in the inbox. */
  private static String errorId(RunningServer server) throws Exception {
    String inbox = server.get("/errors.json").body();
    return JsonMapper.shared()
        .readTree(inbox)
        .path("rows")
        .path(0)
        .path("figures")
        .path("id")
        .asString();
  }
}
