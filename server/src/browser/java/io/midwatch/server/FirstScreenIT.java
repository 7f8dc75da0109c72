package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first minute of the person on call, in a real browser. */
class FirstScreenIT {
  private static RunningServer server;
  private static Browser browser;
  private static FailingCheckout incident;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    server = RunningServer.start();
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

  @Test
  void pagesKeepTheContentSecurityPolicyAndLoadNothingFromElsewhere() throws Exception {
    Page page = browser.open(ColorScheme.LIGHT, false);
    for (String path : ShownPages.paths(server, incident)) {
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
}
