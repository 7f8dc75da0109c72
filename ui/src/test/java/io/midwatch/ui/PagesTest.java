package io.midwatch.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PageTest
class PagesTest {
  private static final String TRACE = "/traces/" + OrderBusiness.FAILING_TRACE;

  @Autowired MockMvc mvc;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/services",
        "/services/shop",
        "/services/shop/instances",
        "/services/none",
        "/services/none/instances",
        "/map",
        "/map?focus=shop&tenant=northwind",
        "/map?focus=%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/traces",
        "/traces?failed=on",
        TRACE,
        TRACE + "?all=1",
        "/logs",
        "/logs?level=error",
        "/logs?view=patterns",
        "/logs?view=patterns&q=nosuchword",
        "/logs/context?at=1794885446043000000&service=payments",
        "/logs/context?at=0&service=none",
        "/logs/context?at=9223372036854775807&service=payments",
        "/logs/context?at=-9223372036854775808&service=payments",
        "/errors",
        "/errors?state=new&sort=users",
        "/errors/0123456789abcdef",
        "/endpoints",
        "/endpoints?tenant=northwind&sort=-p99",
        "/services/shop/endpoints/post-v1-checkout-6953a991",
        "/services/shop/endpoints/post-v1-checkout-6953a991?tenant=northwind",
        "/services/none/endpoints/none",
        "/endpoints?from=2020-01-01T00:00Z&to=2020-01-01T01:00Z",
        "/databases",
        "/databases?tenant=northwind&sort=-p95",
        "/databases?q=none",
        "/databases/postgresql~orders",
        "/databases/none",
        "/databases/postgresql~orders/statements",
        "/databases/postgresql~orders/statements?q=nosuch&sort=-rows",
        "/databases/none/statements",
        "/databases/postgresql~orders/statements/5ec2b4c44a7e0e55",
        "/databases/postgresql~orders/statements/ae8d3f0bf2a33e5e?tenant=northwind",
        "/databases/postgresql~orders/statements/none",
        "/databases?from=2020-01-01T00:00Z&to=2020-01-01T01:00Z",
        "/dependencies",
        "/dependencies?sort=-timeouts",
        "/dependencies/acquira.example",
        "/dependencies/none",
        "/dependencies?from=2020-01-01T00:00Z&to=2020-01-01T01:00Z",
        "/queues",
        "/queues?sort=name&q=web",
        "/queues?tenant=northwind",
        "/queues/webhooks.out",
        "/queues/import.rows",
        "/queues/none",
        "/queues?from=2020-01-01T00:00Z&to=2020-01-01T01:00Z",
        "/settings/ingest",
        "/settings/ingest?q=nosuch&from=now-6h",
        "/settings",
        "/settings?q=port",
        "/deploys",
        "/deploys?q=none",
        "/deploys/build-712",
        "/deploys/none",
        "/deploys?from=2020-01-01T00:00Z&to=2020-01-01T01:00Z",
        "/tenants",
        "/tenants?q=kes&sort=-requests&rows=1",
        "/tenants?q=nosuch",
        "/tenants/northwind",
        "/tenants/img-src-x-onerror-alert-1-63b586b4",
        "/tenants/nobody",
        "/tenants/northwind/users",
        "/tenants/nobody/users?sort=-p95",
        "/tenants?from=2020-01-01T00:00Z&to=2020-01-01T01:00Z",
        "/?tenant=northwind",
        "/?cmp=off",
        "/errors?cmp=off",
        "/services?cmp=1d",
        "/services/shop/instances?cmp=1w",
        "/services?sort=-p95",
        "/?from=2020-01-01T00:00Z&to=2020-01-01T01:00Z",
        "/services?from=now-7d",
        "/logs?from=2020-01-01T00:00Z&to=2020-01-01T01:00Z"
      })
  void pageIsWholeAndEscaped(String path) throws Exception {
    String html = page(path);

    assertThat(html).startsWith("<!doctype html>").contains("</html>", "<main id=\"main\"");
    assertThat(html.split("<h1", -1)).hasSize(2);
    assertThat(html.substring(0, html.indexOf("<body")).split("<title>", -1))
        .as("one title")
        .hasSize(2);
    assertThat(html).as("telemetry has come").doesNotContain("Send your first telemetry");
    assertThat(html)
        .doesNotContain("<img src=x", "<script>alert", "style=", "${", "th:")
        .doesNotContain("null<", ">null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/services", "/services/shop", "/traces", "/logs"})
  void pageSaysHowFarItsDataGoesAndOffersWhatIsThere(String path) throws Exception {
    String html = page(path);

    assertThat(html).contains("Complete to <time datetime=\"2026-11-17T03:17:");
    assertThat(html).containsPattern("href=\"[^\"]*env=production[^\"]*\">production</a>");
    assertThat(html).containsPattern("href=\"[^\"]*tenant=northwind[^\"]*\">northwind</a>");
  }

  @Test
  void overviewAnswersWhatWhereHowOftenWorseAndWho() throws Exception {
    String html = page("/");

    assertThat(text(html))
        .contains("POST /v1/checkout and 1 other endpoint are failing and getting worse.")
        .contains("webhooks.out is late.")
        .contains("38 failed", "5 tenants", "37 users", "12.6 %", "since 03:03")
        .contains("pool 9 / 10", "4 waiting", "acquira.example", "never");
  }

  @Test
  void countLeadsToExactlyThoseRows() throws Exception {
    JsonNode overview = json("/overview.json").get("overview");
    JsonNode worst = overview.get("failing").get(0);
    long failed = worst.get("now").get("failed").asLong();
    String html = page("/");
    Matcher link =
        Pattern.compile("href=\"(/traces\\?service=shop&amp;endpoint=[^\"]*failed=on)\"")
            .matcher(html);
    assertThat(link.find()).isTrue();

    JsonNode traces =
        json(link.group(1).replace("&amp;", "&").replace("/traces?", "/traces.json?"));

    assertThat(failed).isEqualTo(38);
    assertThat(traces.get("rows").size()).isEqualTo(38);
  }

  @Test
  void overviewOfOneTenantCountsOnlyIts() throws Exception {
    JsonNode all = json("/overview.json").get("overview").get("now");
    JsonNode one = json("/overview.json?tenant=kestrel").get("overview").get("now");

    assertThat(one.get("requests").asLong()).isPositive().isLessThan(all.get("requests").asLong());
    assertThat(page("/?tenant=kestrel"))
        .contains("Tenant: <b>kestrel</b>", "are not split by tenant");
  }

  @Test
  void windowWithoutDataSaysSoAndShowsNoZero() throws Exception {
    String html = page("/?from=2020-01-01T00:00Z&to=2020-01-01T01:00Z");

    assertThat(text(html))
        .contains("No requests in this window.", "No requests in 00:00–01:00 UTC.")
        .doesNotContain("0 %");
  }

  @Test
  void serviceShowsItsVersionsEndpointsAndInstances() throws Exception {
    String html = page("/services/shop");

    assertThat(text(html))
        .contains("6.3 % of 601 requests failed")
        .contains(
            "by version", "2.40.3", "2.41.0", "POST /v1/checkout", "GET /v1/search", "shop-1");
    assertThat(html).contains("class=\"chart\"", "href=\"/logs?service=shop&amp;level=error\"");
  }

  @Test
  void servicesSortAsTheUrlSays() throws Exception {
    assertThat(names(json("/services.json"))).containsExactly("payments", "shop", "importer");
    assertThat(names(json("/services.json?sort=name")))
        .containsExactly("importer", "payments", "shop");
    assertThat(names(json("/services.json?sort=-requests"))).startsWith("shop");
    assertThat(names(json("/services.json?sort=nonsense"))).startsWith("payments");
  }

  @Test
  void traceOpensAtTheFailingSpanWithItsEventsAndLogLines() throws Exception {
    String html = page(TRACE);

    assertThat(text(html))
        .contains("5 s (98.8 %) in POST /charges of payments")
        .contains("SELECT order_line ran 12 times")
        .contains("the failure began in POST /charges of payments: Read timed out")
        .contains("× 12", "exception.stacktrace", "card processor did not answer");
    assertThat(html).contains("<tr data-row class=\"sel\" aria-current=\"true\">");
    JsonNode selected = json(TRACE + ".json").get("selected");
    assertThat(selected.get("name").asString()).isEqualTo("POST /charges");
    assertThat(selected.get("logs").size()).isEqualTo(1);
  }

  @Test
  void anotherSpanCanBeSelected() throws Exception {
    JsonNode rows = json(TRACE + ".json").get("rows");
    String root = rows.get(0).get("spanId").asString();

    JsonNode selected = json(TRACE + ".json?span=" + root).get("selected");

    assertThat(selected.get("spanId").asString()).isEqualTo(root);
    assertThat(selected.get("attributes").toString())
        .contains("http.response.status_code", "\"int\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/traces/ffffffffffffffffffffffffffffffff", "/traces/not-an-id"})
  void unknownTraceIs404WithWords(String path) throws Exception {
    MockHttpServletResponse answer = mvc.perform(get(path)).andReturn().getResponse();

    assertThat(answer.getStatus()).isEqualTo(404);
    assertThat(answer.getContentAsString()).contains("This trace is not stored");
  }

  @Test
  void logsAreFoundByWordLevelAndTrace() throws Exception {
    assertThat(json("/logs.json?q=processor&level=error").get("total").asLong()).isEqualTo(38);
    assertThat(json("/logs.json?trace=" + OrderBusiness.FAILING_TRACE).get("lines").size())
        .isEqualTo(2);
    assertThat(json("/logs.json?q=nosuchword").get("lines").size()).isZero();
    assertThat(text(page("/logs?q=nosuchword"))).contains("matches.", "Widen to 6 h");
  }

  @Test
  void patternsCountEveryLineAndLeadToTheirs() throws Exception {
    JsonNode page = json("/logs.json?view=patterns");
    JsonNode patterns = page.get("patterns");
    List<JsonNode> rows = patterns.get("rows").valueStream().toList();

    assertThat(patterns.get("looked").asLong()).isEqualTo(page.get("total").asLong());
    assertThat(rows.stream().mapToLong(row -> row.get("count").asLong()).sum()).isEqualTo(400);
    assertThat(rows.stream().map(row -> row.get("template").asString()))
        .contains("charging order for northwind")
        .anyMatch(template -> template.startsWith("card processor did not answer"));
    for (JsonNode row : rows.subList(0, 5)) {
      String lines =
          UriComponentsBuilder.fromPath("/logs.json")
              .queryParam("q", "{q}")
              .build(row.get("search").asString())
              .toString();
      assertThat(json(lines).get("total").asLong())
          .as("lines of %s", row.get("template"))
          .isEqualTo(row.get("count").asLong());
    }
    String html = page("/logs?view=patterns&level=error");
    assertThat(text(html)).contains("Exact: all 38 lines", "card processor did not answer");
    assertThat(html).contains("href=\"/logs?level=error\"", "class=\"spark\"");
  }

  @Test
  void logHistogramHasAnAxisOfTimesInTheReadersZone() throws Exception {
    assertThat(times(page("/logs"))).contains(">UTC</text>").containsPattern(">\\d\\d:\\d\\d<");
    String kolkata =
        mvc.perform(get("/logs").cookie(new Cookie("midwatch-zone", "Asia/Kolkata")))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(times(kolkata)).contains(">UTC+5:30</text>").isNotEqualTo(times(page("/logs")));
  }

  private static String times(String html) {
    int start = html.indexOf("<svg class=\"times\"");
    return html.substring(start, html.indexOf("</svg>", start));
  }

  @Test
  void namesOfAttributesBreakBehindDotsAndUnderscores() throws Exception {
    String root = json(TRACE + ".json").get("rows").get(0).get("spanId").asString();
    assertThat(page(TRACE + "?span=" + root))
        .contains("<dt>http.<wbr>response.<wbr>status_<wbr>code</dt>");
  }

  @Test
  void aLineIsShownAmongWhatItsSenderLoggedAroundIt() throws Exception {
    JsonNode line = json("/logs.json?q=processor&level=error").get("lines").get(20);
    String at = line.get("timeUnixNano").asString();
    String context = "/logs/context.json?at=" + at + "&service=" + line.get("service").asString();

    JsonNode lines = json(context).get("lines");

    assertThat(lines.size()).isEqualTo(42);
    assertThat(lines.get(21).get("timeUnixNano").asString()).isEqualTo(at);
    assertThat(lines.valueStream().map(one -> one.get("level").asString()).distinct().count())
        .as("levels, for nothing is filtered")
        .isGreaterThan(1);
    for (int i = 1; i < lines.size(); i++) {
      assertThat(lines.get(i).get("timeUnixNano").asLong())
          .isGreaterThanOrEqualTo(lines.get(i - 1).get("timeUnixNano").asLong());
    }
    assertThat(page(context.replace(".json", ""))).contains("id=\"marked\"");
    assertThat(page("/logs")).contains("/logs/context?at=");
  }

  @Test
  void olderLogLinesFollowWithoutGapOrRepeat() throws Exception {
    JsonNode first = json("/logs.json");
    JsonNode second = json("/logs.json?after=" + first.get("next").asString());

    long last = first.get("lines").get(99).get("timeUnixNano").asLong();
    assertThat(second.get("lines").get(0).get("timeUnixNano").asLong()).isLessThanOrEqualTo(last);
    assertThat(first.get("total").asLong()).isEqualTo(400);
    assertThat(first.get("lines").size() + second.get("lines").size()).isEqualTo(200);
  }

  @Test
  void tracePagesLeadOnAndBack() throws Exception {
    JsonNode first = json("/traces.json");
    JsonNode second = json("/traces.json?after=" + first.get("next").asString());
    JsonNode back = json("/traces.json?after=" + second.get("previous").asString());

    assertThat(page("/traces")).contains("Older traces").doesNotContain("Newer traces");
    assertThat(page("/traces?after=" + first.get("next").asString())).contains("Newer traces");
    assertThat(back.get("rows")).isEqualTo(first.get("rows"));
    assertThat(back.get("previous").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/logs?q=/(/",
        "/logs?trace=xyz",
        "/traces?min=soon",
        "/traces?q=/(/",
        "/traces?after=junk"
      })
  void searchThatCannotBeRunSaysWhy(String path) throws Exception {
    MockHttpServletResponse answer = mvc.perform(get(URI.create(path))).andReturn().getResponse();

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("role=\"alert\"");
  }

  private static List<String> names(JsonNode page) {
    return page.get("rows").valueStream().map(row -> row.get("service").asString()).toList();
  }

  private static String text(String html) {
    return html.replaceAll("<[^>]*>", "").replace('\u00A0', ' ').replaceAll("\\s+", " ");
  }

  private JsonNode json(String path) throws Exception {
    MockHttpServletResponse answer = mvc.perform(get(URI.create(path))).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.getContentAsString(StandardCharsets.UTF_8));
  }

  private String page(String path) throws Exception {
    MockHttpServletResponse answer = mvc.perform(get(URI.create(path))).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }
}
