package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.midwatch.query.text.PathId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The first minute of the person on call, in a real browser. */
class FirstScreenIT {
  private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

  private static RunningServer server;
  private static Browser browser;
  private static FailingCheckout incident;
  private static List<String> violationsOfTheEmptyServer = List.of();

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    server = RunningServer.start();
    violationsOfTheEmptyServer =
        Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
            .flatMap(scheme -> violations(browser.open(scheme, true), "/").stream())
            .toList();
    incident = FailingCheckout.sendTo(server.otlpHttpUrl());
    server.getUntil(
        "/api/v1/traces/" + incident.failingTraceId(), response -> response.statusCode() == 200);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void overviewLeadsToTheFailingTraceAndItsLogLine() {
    Page page = browser.open(ColorScheme.LIGHT, false);
    page.navigate(server.url() + "/");

    assertThat(page.locator("h1")).containsText("POST /v1/checkout");
    assertThat(page.locator("main")).containsText(FailingCheckout.MESSAGE);
    assertThat(page.locator("main")).containsText("3 tenants");

    page.locator("a", new Page.LocatorOptions().setHasText(FailingCheckout.MESSAGE))
        .first()
        .click();

    assertThat(page).hasURL(Pattern.compile(".*/traces/[0-9a-f]{32}.*"));
    assertThat(page.locator("main")).containsText("INSERT orders");
    assertThat(page.locator("main")).containsText(FailingCheckout.LOG_LINE);
    assertThat(browser.complaints()).isEmpty();
  }

  /** A theme changes colours only, so in the other one nothing else is looked at again. */
  @Test
  void axeFindsNothingInEitherTheme() throws Exception {
    Page page = browser.open(ColorScheme.LIGHT, true);
    List<String> paths = new ArrayList<>(paths());
    paths.add("/login");
    for (String path : paths) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      assertThat(violations(page, path)).as("axe on %s, light", path).isEmpty();
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      assertThat(violations(axe(page).withRules(COLOURS))).as("axe on %s, dark", path).isEmpty();
    }
  }

  /** The page that teaches how to send was looked at before anything was sent. */
  @Test
  void axeFindsNothingOnTheEmptyServersPage() {
    assertThat(violationsOfTheEmptyServer).isEmpty();
  }

  @Test
  void pagesKeepTheContentSecurityPolicyAndLoadNothingFromElsewhere() throws Exception {
    Page page = browser.open(ColorScheme.LIGHT, false);
    for (String path : paths()) {
      page.navigate(server.url() + path);
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void hostileTelemetryIsShownAsText() {
    Page page = browser.open(ColorScheme.LIGHT, false);
    page.navigate(server.url() + "/");

    assertThat(page.locator("main")).containsText(FailingCheckout.HOSTILE_TENANT);
    assertThat(page.locator("main img, main script").count()).isZero();
  }

  @Test
  void aQueryIsCompletedAnsweredAndLookedAtCloser() {
    Page page = browser.open(ColorScheme.LIGHT, false);
    page.navigate(server.url() + "/explore");
    page.locator("#query").pressSequentially("count(traces_spanmetrics_calls");

    assertThat(page.locator("#names li").first()).hasText("traces_spanmetrics_calls_total");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    page.keyboard().type(")");
    page.keyboard().press("Enter");

    assertThat(page).hasURL(Pattern.compile(".*query=count%28traces_spanmetrics_calls_total.*"));
    Locator chart = page.locator("figure.chart svg").first();
    BoundingBox box = chart.boundingBox();
    page.mouse().move(box.x + box.width / 2, box.y + 80);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.75, box.y + 80);
    page.mouse().up();

    assertThat(page).hasURL(Pattern.compile(".*from=20\\d\\d-.*to=20\\d\\d-.*"));
    assertThat(browser.complaints()).isEmpty();
  }

  private static List<String> violations(Page page, String path) {
    Response response = page.navigate(server.url() + path);
    assertThat(response.status()).as(path).isEqualTo(200);
    assertThat(page.locator("h1")).hasCount(1);
    return violations(axe(page));
  }

  private static AxeBuilder axe(Page page) {
    return new AxeBuilder(page).setLegacyMode(true);
  }

  private static List<String> violations(AxeBuilder axe) {
    return axe.analyze().getViolations().stream()
        .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
        .toList();
  }

  /** The failing checkout in the inbox. */
  private static String errorId() throws Exception {
    String inbox = server.get("/errors.json").body();
    return JsonMapper.shared()
        .readTree(inbox)
        .path("rows")
        .path(0)
        .path("figures")
        .path("id")
        .asString();
  }

  private static List<String> paths() throws Exception {
    return List.of(
        "/",
        "/errors",
        "/errors/" + errorId(),
        "/services",
        "/services/checkout",
        "/endpoints",
        "/services/checkout/endpoints/" + PathId.of("POST /v1/checkout"),
        "/databases",
        "/databases/postgresql~orders",
        "/dependencies",
        "/queues",
        "/tenants",
        "/tenants/acme",
        "/deploys",
        "/settings",
        "/settings/ingest",
        "/traces",
        "/traces/" + incident.failingTraceId(),
        "/logs",
        "/logs?q=" + "stock",
        "/explore",
        "/explore?query=sum(rate(traces_spanmetrics_calls_total%5B5m%5D))");
  }
}
