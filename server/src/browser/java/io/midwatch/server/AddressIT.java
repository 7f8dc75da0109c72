package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An address is all that makes a page, and what the browser keeps changes nothing else than it
 * says. The server's clock stands still.
 */
@ExtendWith(AgainAfterCrash.class)
class AddressIT {
  private static final String MAIN = "() => document.querySelector('main').outerHTML";

  /** The ingest state and the age of the data are of the moment, not of the address. */
  private static final Pattern OF_THE_MOMENT =
      Pattern.compile("(?s)<p class=\"num t3\">Complete to .*?</p>");

  /**
   * Every moment whose text does not begin with, or hold, what its {@code datetime} is so many
   * minutes ahead of UTC, as {@code text (datetime)}; how many were looked at is the first.
   */
  private static final String WRONG_TIMES =
      """
      (ahead) => {
        const times = [...document.querySelectorAll('main time[datetime]')].filter((e) => /\\d/.test(e.textContent));
        const wrong = times.filter((e) => {
          const shown = Date.parse(e.dateTime.replace(/(\\.\\d{3})\\d+/, '$1')) + ahead * 60_000;
          const utc = new Date(shown).toISOString();
          const clock = e.textContent.match(/\\d\\d:\\d\\d(:\\d\\d(\\.\\d{3})?)?/);
          const day = e.textContent.match(/(\\d{4}-)?\\d\\d-\\d\\d(?!:)/);
          return !clock || !utc.slice(11).startsWith(clock[0]) || (day && !utc.slice(0, 10).endsWith(day[0]));
        });
        return [times.length, ...wrong.map((e) => e.textContent + ' (' + e.dateTime + ')')];
      }
      """;

  /** htmx keeps the address it is at, and with its default size of history every page too. */
  private static final String STORED =
      "JSON.stringify({...sessionStorage}) + JSON.stringify({...localStorage})";

  @AutoClose private static RunningServer server;
  @AutoClose private static Browser browser;
  private static String failing;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    server = RunningServer.startAt(Storefront.NOW);
    failing = Storefront.sendTo(server, Storefront.NOW);
    server.getUntil("/api/v1/traces/" + failing, response -> response.statusCode() == 200);
  }

  private static List<String> paths() throws Exception {
    return List.of(
        "/",
        ShownPages.linkOn(server, "/errors?service=payments", "/errors/"),
        "/services/checkout",
        "/map?focus=checkout",
        "/databases/postgresql~shop",
        "/queues/orders.placed",
        "/tenants",
        "/deploys",
        "/traces",
        "/traces/" + failing,
        "/logs?q=card",
        "/explore?query=sum+by+(service)(rate(traces_spanmetrics_calls_total%5B5m%5D))");
  }

  /** The other window is of somebody far away: what is shown is the same there. */
  @Test
  void anAddressGivesTheSameInAnotherWindowAndZone() throws Exception {
    Page page = open();
    Page far = open();
    JsonObject zone = new JsonObject();
    zone.addProperty("timezoneId", "Asia/Kolkata");
    far.context().newCDPSession(far).send("Emulation.setTimezoneOverride", zone);
    int seen = 0;
    List<String> wrong = new ArrayList<>();
    for (String path : paths()) {
      assertThat(main(far, path)).as(path).isEqualTo(main(page, path));
      List<?> times = (List<?>) far.evaluate(WRONG_TIMES, 0);
      seen += ((Number) times.getFirst()).intValue();
      times.stream().skip(1).forEach(time -> wrong.add(path + ": " + time));
      assertThat(far.locator(".foot")).containsText("Times in UTC");
    }
    assertThat(far.evaluate("new Date(0).getHours()")).as("hour in Kolkata").isEqualTo(5);
    assertThat(seen).isGreaterThan(50);
    assertThat(wrong.stream().collect(joining("\n"))).isEmpty();
    assertThat(browser.complaints()).isEmpty();
    page.context().close();
    far.context().close();
  }

  /** What is handed on says UTC to everybody, also to who reads pages in another zone. */
  @Test
  void aZoneChosenInSettingsMovesEveryTimeOfEveryPageAndNoneThatIsHandedOn() throws Exception {
    Page page = open();
    JsonObject zone = new JsonObject();
    zone.addProperty("timezoneId", "Asia/Tokyo");
    CDPSession session = page.context().newCDPSession(page);
    session.send("Emulation.setTimezoneOverride", zone);
    page.navigate(server.url() + "/settings");
    page.locator("#zones").selectOption("Asia/Kathmandu");
    page.locator("button:text-is('Keep')").click();
    assertThat(page.locator(".foot")).containsText("Times in Asia/Kathmandu");
    int seen = 0;
    List<String> wrong = new ArrayList<>();
    for (String path : paths()) {
      String main = main(page, path);
      assertThat(main).as(path).doesNotContainPattern(">[^<]*\\d\\d UTC(?!\\+)[^<]*<");
      List<?> times = (List<?>) page.evaluate(WRONG_TIMES, 345);
      seen += ((Number) times.getFirst()).intValue();
      times.stream().skip(1).forEach(time -> wrong.add(path + ": " + time));
      assertThat(page.locator("#window")).containsText("UTC+5:45");
    }
    assertThat(seen).isGreaterThan(50);
    assertThat(wrong.stream().collect(joining("\n"))).isEmpty();
    page.navigate(server.url() + "/?from=2026-11-17T02:17Z&to=2026-11-17T03:17Z");
    assertThat(page.locator("#window")).hasText("08:02–09:02 UTC+5:45");
    assertThat(page.locator(".drop input[name=from]:not([type])"))
        .hasValue("2026-11-17T08:02+05:45");
    String markdown = String.valueOf(page.evaluate("fetch('/overview.md').then((a) => a.text())"));
    assertThat(markdown).contains(" UTC").doesNotContain("UTC+");

    page.navigate(server.url() + "/settings");
    page.locator("#zones").selectOption("browser:Asia/Tokyo");
    page.locator("button:text-is('Keep')").click();
    assertThat(page.locator(".foot")).containsText("Times in Asia/Tokyo");
    zone.addProperty("timezoneId", "America/New_York");
    session.send("Emulation.setTimezoneOverride", zone);
    page.navigate(server.url() + "/services");
    assertThat(page.locator(".foot")).containsText("Times in America/New_York");
    assertThat(browser.complaints()).isEmpty();
    page.context().close();
  }

  @Test
  void keysOfOneCharacterCanBeSwitchedOffAndTheOthersStay() {
    Page page = open();
    page.navigate(server.url() + "/settings");
    page.locator("input[name=keys]").uncheck();
    page.locator("button:text-is('Keep')").click();
    for (String path : List.of("/errors", "/traces/" + failing)) {
      page.navigate(server.url() + path);
      page.keyboard().press("t");
      page.keyboard().press("?");
      page.keyboard().press("g");
      page.keyboard().press("s");
      assertThat(page.locator("html:not([data-theme])")).hasCount(1);
      assertThat(page.locator("#keys")).isHidden();
      assertThat(page).hasURL(server.url() + path);
      page.keyboard().press("Control+k");
      assertThat(page.locator("#palette")).isVisible();
    }
    page.navigate(server.url() + "/settings");
    page.locator("input[name=keys]").check();
    page.locator("button:text-is('Keep')").click();
    assertThat(page.locator("html:not([data-keys])")).hasCount(1);
    page.keyboard().press("?");
    assertThat(page.locator("#keys")).isVisible();
    page.context().close();
  }

  @Test
  void anAddressGivesTheSameAgain() {
    Page page = open();
    for (String path : List.of("/", "/traces/" + failing)) {
      assertThat(main(page, path)).as(path).isEqualTo(main(page, path));
    }
    page.context().close();
  }

  private static String main(Page page, String path) {
    page.navigate(server.url() + path);
    if (page.locator("#waterfall").count() > 0) {
      assertThat(page.locator("#waterfall[data-ready]")).hasCount(1);
    }
    return OF_THE_MOMENT.matcher(String.valueOf(page.evaluate(MAIN))).replaceAll("");
  }

  @Test
  void theKeySCopiesAnAbsoluteLinkWithTheWindowPinned() {
    Page page = open();
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page.navigate(server.url() + "/endpoints?q=checkout&tenant=Northwind");
    page.keyboard().press("s");

    assertThat(page.locator("#announce")).hasText("Copied");
    String copied = String.valueOf(page.evaluate("navigator.clipboard.readText()"));
    assertThat(copied).startsWith(server.url() + "/endpoints?");
    assertThat(copied).contains("q=checkout", "tenant=Northwind");
    assertThat(copied).contains("from=2026-11-17T02:17", "to=2026-11-17T03:18");
    page.navigate(copied);
    assertThat(page.locator("#live-word")).hasText("Fixed window");
    page.context().close();
  }

  @Test
  void theThemeFollowsTheSystemUntilOneIsChosenAndIsThereFromTheFirstByte() throws Exception {
    Page page = browser.open(ColorScheme.DARK, false);
    page.navigate(server.url() + "/services");
    assertThat(page.locator("html:not([data-theme])")).hasCount(1);
    String dark = background(page);

    page.keyboard().press("t");
    assertThat(page.locator("html[data-theme=light]")).hasCount(1);
    String light = background(page);
    assertThat(light).isNotEqualTo(dark);
    assertThat(page.reload().text()).containsPattern("<html[^>]* data-theme=\"light\"");
    assertThat(background(page)).isEqualTo(light);

    page.locator("#theme").click();
    assertThat(background(page)).isEqualTo(dark);
    Cookie kept = page.context().cookies().getFirst();
    assertThat(Map.of(kept.name, kept.value)).isEqualTo(Map.of("midwatch-theme", "dark"));
    assertThat(page.reload().text()).containsPattern("<html[^>]* data-theme=\"dark\"");
    page.context().close();
  }

  private static String background(Page page) {
    return String.valueOf(
        page.evaluate(
            "getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor"));
  }

  @Test
  void backBringsFiltersAndPlaceAndThePageIsKeptNowhere() {
    Page page = open();
    page.navigate(server.url() + "/logs");
    page.locator("main input[name=q]").fill("card");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile(".*q=card.*"));
    page.setViewportSize(1440, 400);
    page.evaluate("scrollTo(0, 300)");
    assertThat(page.evaluate("scrollY")).isEqualTo(300);
    page.locator("a.n[data-g=s]").click();
    assertThat(page).hasURL(Pattern.compile(".*/services$"));
    page.goBack();

    assertThat(page).hasURL(Pattern.compile(".*q=card.*"));
    assertThat(page.locator("main input[name=q]")).hasValue("card");
    page.waitForFunction("() => scrollY === 300");
    assertThat(String.valueOf(page.evaluate(STORED))).doesNotContain("<").contains("/logs");
    page.context().close();
  }

  /** A browser says where a request comes from; one that does not say it changes nothing. */
  @Test
  void aChangeThatNoPageOfThisServerAskedForIsRefusedInWords() throws Exception {
    String error = ShownPages.linkOn(server, "/errors?service=payments", "/errors/");
    var answer =
        RunningServer.send(
            HttpRequest.newBuilder(URI.create(server.url() + error))
                .header("HX-Request", "true")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("decision=resolve"))
                .build());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("A change must come from a page of this server.\n");

    Page elsewhere = open();
    elsewhere.setContent(
        "<form method=post action='%s'><button name=decision value=resolve>Go</button></form>"
            .formatted(server.url() + error));
    var refused =
        elsewhere.waitForResponse(
            response -> response.request().method().equals("POST"),
            () -> elsewhere.locator("button").click());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(elsewhere.locator("body"))
        .containsText("A change must come from a page of this server.");
    elsewhere.context().close();
    String state = "/api/v1/errors/" + error.replaceAll(".*/|\\?.*", "");
    assertThat(server.get(state).body()).contains("\"state\":\"new\"");

    Page here = open();
    here.navigate(server.url() + error);
    here.locator("button[value=resolve]").click();
    assertThat(here.locator("main .facts")).containsText("resolved");
    here.context().close();
  }

  private static Page open() {
    return browser.open(ColorScheme.LIGHT, false);
  }
}
