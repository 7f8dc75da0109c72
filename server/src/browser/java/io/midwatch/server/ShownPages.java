package io.midwatch.server;

import io.midwatch.query.text.PathId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every kind of page, filled by {@link Storefront} and, to be tried, by {@link LongNames}; the
 * clock of the server stands at {@link Storefront#NOW}.
 */
final class ShownPages {
  private static final String STATEMENTS = "/databases/postgresql~shop/statements";

  private ShownPages() {}

  /**
   * Sends both.
   *
   * @return all pages, those of the ordinary names first
   */
  static List<String> fill(RunningServer server) throws Exception {
    String failing = storefront(server);
    LongNames.sendTo(server, Storefront.NOW);
    List<String> paths = new ArrayList<>(ordinary(server, failing));
    paths.addAll(ofLongNames(server));
    return List.copyOf(paths);
  }

  /** Sends the first and returns its pages. */
  static List<String> fillOrdinary(RunningServer server) throws Exception {
    return ordinary(server, storefront(server));
  }

  private static String storefront(RunningServer server) throws Exception {
    String failing = Storefront.sendTo(server, Storefront.NOW);
    server.getUntil("/api/v1/traces/" + failing, response -> response.statusCode() == 200);
    return failing;
  }

  private static final String BUILDS = "/deploys/compare?a=checkout@2.40.3&b=checkout@2.41.0";

  private static List<String> ordinary(RunningServer server, String failingTraceId)
      throws Exception {
    return List.of(
        "/",
        "/errors",
        linkOn(server, "/errors?service=payments", "/errors/"),
        "/services",
        "/services/checkout",
        "/services/checkout/instances",
        "/map",
        "/map?focus=checkout",
        "/endpoints",
        "/services/checkout/endpoints/" + PathId.of("POST /v1/checkout"),
        "/databases",
        "/databases/postgresql~shop",
        STATEMENTS,
        linkOn(server, STATEMENTS, STATEMENTS + "/"),
        "/dependencies",
        "/dependencies/api.cards.example",
        "/queues",
        "/queues/orders.placed",
        "/tenants",
        "/tenants/Northwind",
        "/tenants/Northwind/users",
        "/deploys",
        linkOn(server, "/deploys?q=checkout", "/deploys/"),
        BUILDS,
        "/settings",
        "/settings/ingest",
        "/traces",
        "/traces/" + failingTraceId,
        "/traces/compare?a=" + failingTraceId,
        "/logs",
        "/logs?q=" + "card",
        "/logs?view=patterns",
        linkOn(server, "/logs", "/logs/context"),
        "/explore",
        "/explore?query=sum+by+(service)(rate(traces_spanmetrics_calls_total%5B5m%5D))",
        "/search",
        "/search?q=nobody",
        "/login");
  }

  private static List<String> ofLongNames(RunningServer server) throws Exception {
    String service = "/services/" + PathId.of(LongNames.SERVICE);
    return List.of(
        linkOn(server, "/errors?service=" + LongNames.SERVICE, "/errors/"),
        service,
        service + "/instances",
        service + "/endpoints/" + PathId.of("DELETE " + LongNames.ROUTE),
        "/map?focus=" + LongNames.SERVICE,
        linkOn(server, "/databases?q=fulfilment", "/databases/"),
        "/dependencies/" + PathId.of(LongNames.HOST),
        "/queues/" + PathId.of(LongNames.QUEUE),
        "/tenants/" + PathId.of(LongNames.TENANT),
        "/tenants/" + PathId.of(LongNames.TENANT) + "/users",
        linkOn(server, "/traces?service=" + LongNames.SERVICE, "/traces/"));
  }

  /** The first address on a page that begins so and goes on. */
  static String linkOn(RunningServer server, String page, String prefix) throws Exception {
    Pattern link = Pattern.compile("href=\"(" + Pattern.quote(prefix) + "[0-9A-Za-z~?][^\"]*)\"");
    String html = server.getUntil(page, response -> link.matcher(response.body()).find()).body();
    Matcher matcher = link.matcher(html);
    if (!matcher.find()) {
      throw new IllegalStateException("no link to " + prefix + "… on " + page);
    }
    return matcher.group(1).replace("&amp;", "&");
  }
}
