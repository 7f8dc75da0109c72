package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.midwatch.query.text.PathId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a number to what is behind it. */
@ExtendWith(AgainAfterCrash.class)
class DrillDownIT {
  private static final String DATABASE = "/databases/postgresql~ledger";

  /** Pages, where links to rows with a count in their text are looked for. */
  private static final List<String> COUNTING =
      List.of(
          "/",
          "/services",
          "/services/billing",
          "/services/billing/endpoints/" + PathId.of(Billing.ENDPOINT),
          "/services/checkout",
          "/endpoints",
          "/tenants",
          "/tenants/Alder",
          DATABASE,
          DATABASE + "/statements",
          "/queues/orders.placed",
          "/dependencies/api.cards.example");

  /**
   * A count that may have a unit: {@code 8}, {@code all 1,482}, {@code Failed traces (8 calls)}.
   */
  private static final Pattern COUNT =
      Pattern.compile("(?:\\D*[ (])?(\\d[\\d,]*)(?: (?!ms)\\p{L}.*)?");

  private static final String ROW = "section[aria-labelledby=h-failing] tr[data-row]";

  private static OpenShop shop;

  @BeforeAll
  static void open() throws Exception {
    shop = OpenShop.visit();
  }

  @Test
  void overviewAnswersWhatWhereHowOftenWorseAndWhoInSight() {
    Page page = open("/");
    Locator cells = row(page).locator("td, th");

    assertThat(cells.nth(1)).containsText(Billing.MESSAGE);
    assertThat(cells.nth(2)).containsText(Billing.SERVICE);
    assertThat(cells.nth(2)).containsText(Billing.ENDPOINT);
    assertThat(cells.nth(3)).containsText("/min · 20\u00a0%");
    assertThat(cells.nth(4)).containsText("↗ new");
    assertThat(cells.nth(5)).containsText(Billing.TENANTS.size() + " tenants");
    assertThat(cells.nth(5)).containsText(Billing.USERS + " users");
    assertThat(cells.nth(6)).containsText(Billing.FAILED + " failed");
    assertThat(
            row(page)
                .evaluate(
                    """
                    (row) => row.getBoundingClientRect().top >= 48
                      && row.getBoundingClientRect().bottom <= innerHeight
                      && row.getBoundingClientRect().right <= innerWidth
                    """))
        .as("in sight without scrolling")
        .isEqualTo(true);
    assertThat(
            page.evaluate(
                """
                () => [...document.querySelectorAll('h1, h2, .what .l1')]
                  .filter((title) => title.scrollWidth > title.clientWidth)
                  .map((title) => title.textContent)
                """))
        .as("titles that are cut")
        .isEqualTo(List.of());
    page.context().close();
  }

  @Test
  void everyCountLeadsToSoManyRowsOrSaysWhyItDiffers() throws Exception {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Page page = open("/");
    for (String path : COUNTING) {
      page.navigate(shop.url(path + "?" + window()));
      counts.putAll(counts(page));
    }
    page.context().close();
    List<String> wrong = new ArrayList<>();
    int exact = 0;
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      Rows rows = rows(count.getKey());
      exact += rows.count == count.getValue() ? 1 : 0;
      if (rows.count != count.getValue() && !(rows.count < count.getValue() && rows.explained)) {
        wrong.add(count.getValue() + " led to " + rows.count + " rows: " + count.getKey());
      }
    }

    assertThat(String.join("\n", wrong)).isEmpty();
    assertThat(exact).as("counts that were looked at and are right").isGreaterThan(12);
  }

  @Test
  void aNumberIsThreeClicksFromItsLogLineAndFromItsStatement() {
    String view = "env=production&tenant=Alder&" + window();
    Page page = open("/?" + view);
    row(page).locator("a.main").click();
    assertThat(page).hasURL(Pattern.compile(".*/traces/[0-9a-f]{32}\\?.*"));
    assertKept(page, view);
    assertThat(page.locator("#span h2")).hasText("INSERT ledger");

    page.locator("#span a", new Page.LocatorOptions().setHasText("this statement")).click();
    assertThat(page.locator("main pre").first())
        .containsText("INSERT INTO invoice (id, total) VALUES (?, ?)");
    assertKept(page, view);

    page.goBack();
    page.locator("a", new Page.LocatorOptions().setHasText("1 log line")).click();
    assertThat(page.locator(".log")).hasCount(1);
    assertThat(page.locator(".log")).containsText(Billing.LINE);
    assertThat(page).hasURL(Pattern.compile(".*env=production.*from=.*to=.*trace=.*"));
    assertThat(shop.browser.complaints()).isEmpty();
    page.context().close();
  }

  /** The panel of a span that is fetched alone has the links of the page around it. */
  @Test
  void theWindowIsKeptByTheLinksOfASpanThatIsOpenedLater() {
    String view = "env=production&" + window();
    Page page = open("/traces/" + shop.billing.failing() + "?" + view);
    assertThat(page.locator("#waterfall[data-ready]")).hasCount(1);
    Locator other = page.locator("#waterfall tr:not(.sel) a.main");
    assertThat(other).hasCount(1);
    other.click();
    assertThat(page.locator("#span h2")).hasText(Billing.ENDPOINT);
    page.locator("#waterfall tr:not(.sel) a.main").click();

    page.locator("#span a", new Page.LocatorOptions().setHasText("this statement")).click();
    assertThat(page).hasURL(Pattern.compile(".*/statements/.*"));
    assertKept(page, view);
    page.context().close();
  }

  private static Page open(String path) {
    Page page = shop.browser.open(ColorScheme.LIGHT, false);
    page.navigate(shop.url(path));
    return page;
  }

  private static Locator row(Page page) {
    return page.locator(ROW).filter(new Locator.FilterOptions().setHasText(Billing.MESSAGE));
  }

  /** A window that stands still. */
  private static String window() {
    Instant to = Storefront.NOW.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    return "from=" + to.minus(Duration.ofHours(1)) + "&to=" + to;
  }

  private static void assertKept(Page page, String view) {
    for (String parameter : view.split("&")) {
      assertThat(page.url()).contains(parameter);
    }
  }

  /** Links to rows whose text is a count. */
  private static Map<String, Integer> counts(Page page) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Object links =
        page.evaluate(
            """
            () => [...document.querySelectorAll(
                'main a[href^="/traces?"], main a[href^="/logs?"], main a[href^="/errors?"]')]
              .map((link) => [link.getAttribute('href'), link.textContent.trim()])
            """);
    for (Object link : (List<?>) links) {
      List<?> pair = (List<?>) link;
      Matcher count = COUNT.matcher(String.valueOf(pair.get(1)).replace('\u00a0', ' '));
      if (count.matches()) {
        counts.put(String.valueOf(pair.get(0)), Integer.parseInt(count.group(1).replace(",", "")));
      }
    }
    return counts;
  }

  /**
   * What a list shows on all its pages.
   *
   * @param explained whether it says that a row may stand for several of what was counted
   */
  private record Rows(int count, boolean explained) {}

  private static Rows rows(String path) throws Exception {
    Pattern older = Pattern.compile("href=\"([^\"]*)\">Older ");
    int count = 0;
    String html = "";
    for (String next = path; next != null; ) {
      html = shop.server.get(next).body();
      count += html.split("data-row", -1).length - 1;
      Matcher link = older.matcher(html);
      next = link.find() ? link.group(1).replace("&amp;", "&") : null;
    }
    return new Rows(count, html.contains("a trace may hold several requests and calls"));
  }
}
