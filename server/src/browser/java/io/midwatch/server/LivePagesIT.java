package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How pages stay up to date, in a real browser, over a line that can be cut. */
@Timeout(180)
@ExtendWith(AgainAfterCrash.class)
class LivePagesIT {
  private static final int TABS = 10;
  private static final int PLACES = 500;
  private static final int PATIENCE_MILLIS = 30_000;

  private static final int USUAL_MILLIS = 5_000;

  /** A page is fetched again after this time at the earliest. */
  private static final int PERIOD_MILLIS = 10_000;

  private static final Pattern TOLD = Pattern.compile("The server says .*");
  private static final Pattern LOOKS = Pattern.compile("Looked for .*");

  @AutoClose private static RunningServer server;
  @AutoClose private static Browser browser;

  private final List<Page> pages = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    browser = Browser.start();
    server = RunningServer.start();
    OneSpan.send(server, "first");
  }

  @AfterAll
  static void waitAsUsual() {
    PlaywrightAssertions.setDefaultAssertionTimeout(USUAL_MILLIS);
  }

  @AfterEach
  void close() {
    pages.forEach(page -> page.context().close());
  }

  @Test
  void tenTabsShareOneStreamAndTheFirstKeepsItWhenTheOthersClose() throws Exception {
    Page first = open(server.url());
    List<Page> others = new ArrayList<>();
    for (int i = 1; i < TABS; i++) {
      Page other = browser.openBeside(first);
      other.navigate(server.url() + "/services");
      others.add(other);
    }
    OneSpan.send(server, "for-all-tabs");
    for (Page tab : others) {
      assertThat(live(tab)).hasAttribute("title", TOLD);
      assertThat(service(tab, "for-all-tabs")).hasCount(1);
    }
    waitForStreams(1);

    others.forEach(Page::close);
    OneSpan.send(server, "for-the-last-tab");
    assertThat(service(first, "for-the-last-tab")).hasCount(1);
    assertThat(live(first)).hasAttribute("title", TOLD);
    waitForStreams(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aCutIsSaidAndThePageRecoversByItself() throws Exception {
    try (Line line = Line.to(server)) {
      Page page = open(line.url());
      line.cut();
      Locator word = page.locator("#live-word");
      assertThat(word).hasText(Pattern.compile("Reconnecting, \\d+ s old"));
      int age = age(word);
      assertThat(word).not().hasText("Reconnecting, " + age + " s old");
      assertThat(age(word)).isGreaterThan(age);

      OneSpan.send(server, "sent-meanwhile");
      line.mend();
      assertThat(word).hasText("Live");
      assertThat(service(page, "sent-meanwhile")).hasCount(1);
      assertThat(live(page)).hasAttribute("title", TOLD);
    }
  }

  @Test
  void nothingMovesUnderThePointerUntilItIsAskedFor() throws Exception {
    waitUntilAllIsTold();
    Page page = open(server.url());
    Locator row = service(page, "first");
    row.hover();
    BoundingBox before = row.boundingBox();

    for (String held : List.of("1 update u", "2 updates u")) {
      OneSpan.send(server, "held");
      page.clock().fastForward(PERIOD_MILLIS);
      assertThat(page.locator("#held:not([hidden])")).hasText(held);
    }
    assertThat(page.locator("#live-word")).containsText("Paused");
    assertThat(service(page, "held")).hasCount(0);
    assertThat(row.boundingBox()).usingRecursiveComparison().isEqualTo(before);

    page.keyboard().press("u");
    assertThat(service(page, "held")).hasCount(1);
    assertThat(page.locator("#held")).isHidden();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void withoutAPlaceForAStreamThePageIsFetchedAgainAndAgainUntilThereIsOne() throws Exception {
    List<LiveClient> taken = new ArrayList<>();
    try {
      LiveClient next = LiveClient.open(server);
      while (next.readUntil("\r\n").startsWith("HTTP/1.1 200")) {
        taken.add(next);
        next = LiveClient.open(server);
      }
      assertThat(taken).hasSizeLessThanOrEqualTo(PLACES);

      Page page = open(server.url(), LOOKS);
      OneSpan.send(server, "looked-for");
      page.clock().fastForward(PERIOD_MILLIS);
      assertThat(service(page, "looked-for")).hasCount(1);
      assertThat(page.locator("#live-word")).hasText("Live");

      for (LiveClient client : taken) {
        client.close();
      }
      waitForStreams(1);
      OneSpan.send(server, "told");
      assertThat(live(page)).hasAttribute("title", TOLD);
    } finally {
      for (LiveClient client : taken) {
        client.close();
      }
    }
  }

  @Test
  void aBrowserWithoutSharedWorkersLooksByItself() throws Exception {
    Page page = browser.open(ColorScheme.LIGHT, false);
    pages.add(page);
    page.addInitScript("delete window.SharedWorker");
    page.clock().install();
    page.navigate(server.url() + "/services");
    assertThat(live(page)).hasAttribute("title", LOOKS);

    OneSpan.send(server, "without-worker");
    page.clock().fastForward(PERIOD_MILLIS);
    assertThat(service(page, "without-worker")).hasCount(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aPageThatIsKeptForTheWayBackLeavesAndJoinsAgain() throws Exception {
    Page page = open(server.url());
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))");
    waitForStreams(0);
    assertThat(live(page)).hasAttribute("title", LOOKS);

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))");
    waitForStreams(1);
    assertThat(live(page)).hasAttribute("title", TOLD);
  }

  @Test
  void theEndOfASessionLeadsToTheLoginForm() {
    String token = "admin-token-for-tests";
    try (RunningServer guarded = RunningServer.start("midwatch.admin-token=" + token)) {
      Page page = browser.open(ColorScheme.LIGHT, false);
      pages.add(page);
      page.clock().install();
      page.navigate(guarded.url() + "/services");
      page.locator("#token").fill(token);
      page.keyboard().press("Enter");
      assertThat(live(page)).hasAttribute("title", TOLD);

      page.context().clearCookies();
      page.clock().fastForward(4 * PERIOD_MILLIS);
      assertThat(page.locator("h1")).hasText("Sign in to Midwatch");
      assertThat(page).hasURL(Pattern.compile(".*/login\\?to=%2Fservices"));
    }
  }

  private Page open(String url) {
    return open(url, TOLD);
  }

  private Page open(String url, Pattern by) {
    Page page = browser.open(ColorScheme.LIGHT, false);
    page.clock().install();
    pages.add(page);
    page.navigate(url + "/services");
    assertThat(live(page)).hasAttribute("title", by);
    return page;
  }

  private static Locator live(Page page) {
    return page.locator("#live");
  }

  private static Locator service(Page page, String name) {
    return page.locator("main [data-row] a.main", new Page.LocatorOptions().setHasText(name));
  }

  private static int age(Locator word) {
    Matcher age = Pattern.compile("\\d+").matcher(word.textContent());
    assertThat(age.find()).isTrue();
    return Integer.parseInt(age.group());
  }

  /** Until then a page could be told of what it shows already. */
  private static void waitUntilAllIsTold() throws Exception {
    try (LiveClient stream = LiveClient.open(server)) {
      stream.readUntil("retry:");
      OneSpan.send(server, "first");
      stream.readUntil("event:tick");
    }
  }

  /** Tells those who went away something, in vain, until as many are left. */
  private static void waitForStreams(int count) throws Exception {
    while (!server.get("/metrics").body().contains("midwatch_live_streams " + count + ".0")) {
      OneSpan.send(server, "first");
      Thread.sleep(500);
    }
  }
}
