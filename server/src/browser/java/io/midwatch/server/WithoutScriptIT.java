package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages and forms of a reader who lets no script run. */
@ExtendWith(AgainAfterCrash.class)
class WithoutScriptIT {
  private static OpenShop shop;
  private Page page;

  @BeforeAll
  static void visit() throws Exception {
    shop = OpenShop.visit();
  }

  @BeforeEach
  void open() {
    page = shop.browser.openWithoutScript();
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void overviewLeadsToTheTraceWhoseEqualSpansAreFolded() {
    go("/");
    assertThat(page.locator("h1")).containsText("POST /v1/checkout");
    page.locator("section[aria-labelledby=h-failing] a.main").first().click();

    assertThat(page.locator("#waterfall tbody tr[data-row]")).not().hasCount(0);
    assertThat(page.locator("#waterfall b.num").first()).hasText(" × 9");
    assertThat(page.locator(".tracetools")).isHidden();
    assertThat(page.locator("#span")).containsText("Read timed out");
    link("#waterfall a.main", "POST /v1/checkout").click();
    assertThat(page.locator("#span h2")).hasText("POST /v1/checkout");
  }

  @Test
  void servicesAreOrderedByTheirHeads() {
    go("/services");
    link("thead a", "Service").click();
    assertThat(page).hasURL(Pattern.compile(".*sort=name.*"));
    assertThat(page.locator("tbody a.main").first()).hasText("billing");
    page.locator("tbody a.main").first().click();
    assertThat(page.locator("h1")).containsText("billing");
  }

  @Test
  void menusOpenAndChooseTenantAndWindow() {
    go("/services");
    page.locator("summary.ctl", hasText("Tenant")).click();
    link(".choices a", "Alder").click();
    assertThat(page.locator("h1")).containsText("Tenant: Alder");
    page.locator("summary.ctl", hasText("Last 60 min")).click();
    page.locator("input[name=from]").fill("now-90m");
    page.locator("details[open] button").click();
    assertThat(page)
        .hasURL(Pattern.compile(".*tenant=Alder.*from=now-90m.*|.*from=now-90m.*tenant=Alder.*"));
    assertThat(page.locator("h1")).containsText("Tenant: Alder");
  }

  @Test
  void anErrorIsDecidedOn() {
    go("/errors?service=billing");
    link("a.main", Billing.MESSAGE).click();
    page.locator("button", hasText("Ignore for a week")).click();
    assertThat(page.locator("p.facts").first()).containsText("ignored");
    page.locator("button", hasText("Open again")).click();
    assertThat(page.locator("p.facts").first()).not().containsText("ignored");
  }

  @Test
  void logLinesAreSearchedAndOpened() {
    go("/logs");
    page.locator("main input[name=q]").fill("invoice");
    page.locator("select[name=level]").selectOption("error");
    page.locator("main button", hasText("Search")).click();
    assertThat(page.locator(".log")).hasCount(Billing.FAILED);
    page.locator(".log summary").first().click();
    assertThat(page.locator(".log pre").first()).isVisible();
    link(".log a", "Open trace").first().click();
    assertThat(page.locator("h1")).containsText(Billing.ENDPOINT);
  }

  @Test
  void tracesAndListsAreSearched() {
    go("/traces");
    page.locator("main input[name=service]").fill(Billing.SERVICE);
    page.locator("input[name=failed]").check();
    page.locator("main button", hasText("Search")).click();
    assertThat(page.locator("tbody tr[data-row]")).hasCount(Billing.FAILED);

    go("/tenants");
    page.locator("main input[name=q]").fill("ald");
    page.locator("main button", hasText("Search")).click();
    assertThat(page.locator("tbody tr[data-row]")).hasCount(1);
  }

  /** What does nothing without a script is not offered. */
  @Test
  void nothingIsOfferedThatDoesNothing() {
    go("/");
    for (String id : new String[] {"theme", "help", "held"}) {
      assertThat(page.locator("#" + id)).isHidden();
    }
    page.setViewportSize(390, 844);
    page.locator(".menu-button").click();
    assertThat(page.locator("#navigation")).isVisible();
    link("#navigation a", "Queues").click();
    assertThat(page.locator("h1")).containsText("queue");
    assertThat(shop.browser.complaints()).isEmpty();
  }

  private void go(String path) {
    assertThat(page.navigate(shop.url(path)).status()).isEqualTo(200);
  }

  private Locator link(String selector, String text) {
    return page.locator(selector, hasText(text)).first();
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
