package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.midwatch.server.SentTelemetry.nanos;
import static io.midwatch.server.SentTelemetry.resource;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.midwatch.model.SpanKind;
import io.midwatch.server.SentTelemetry.Course;
import io.midwatch.server.wiring.ThirdPartiesAway;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is shown when nothing came yet, when something is missing, and when it cannot be read. */
@ExtendWith(AgainAfterCrash.class)
class PanelStatesIT {
  private static final String OUTSIDE = "section[aria-labelledby=h-third]";
  private static final String LATE = ThirdPartiesAway.LATE;

  @AutoClose private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start();
  }

  /** What Midwatch says of itself is nothing that was sent. */
  @Test
  void emptyServerTeachesAndTurnsToConnectedWhenTheFirstSpanComes() throws Exception {
    try (RunningServer server = RunningServer.start("midwatch.self-metrics=1s")) {
      server.getUntil(
          "/prometheus/api/v1/query?query=midwatch_items_accepted_total",
          response -> response.body().contains("\"value\":["));
      Page page = browser.open(ColorScheme.LIGHT, false);
      page.navigate(server.url() + "/");
      assertThat(page.locator("h1")).hasText("Nothing has arrived yet");
      assertThat(page.locator("[data-waiting]")).containsText("Waiting for the first span…");
      page.evaluate("() => { window.same = true; }");
      // Whoever has copied a snippet has the focus and the pointer there.
      page.locator(".snip button").first().click();

      OneSpan.send(server, "first");
      assertThat(page.locator(".state.connected"))
          .containsText(
              "Connected 1\u00a0span of 1\u00a0service. 1 of 1\u00a0request without tenant.id",
              new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
      assertThat(page.locator("[data-waiting]")).hasCount(0);
      assertThat(page.evaluate("() => window.same")).as("without reload").isEqualTo(true);
      assertThat(LayoutCheck.of(page, "one request")).isEmpty();
      assertThat(browser.complaints()).isEmpty();
      page.context().close();
    }
  }

  @Test
  void aPartThatTheStoreCannotReadKeepsWhatItShowedAndElseSaysSo() throws Exception {
    ThirdPartiesAway away = new ThirdPartiesAway();
    try (RunningServer server = RunningServer.startWith(away)) {
      Storefront.sendTo(server, Instant.now().minusSeconds(5));
      Page page = browser.open(ColorScheme.LIGHT, true);
      assertThat(page.navigate(server.url() + "/").status()).isEqualTo(200);
      assertThat(page.locator(OUTSIDE + " tbody tr")).not().hasCount(0);
      String read = page.locator("#content").getAttribute("data-as-of");
      int rows = page.locator(OUTSIDE + " tbody tr").count();

      away.setAway(true);
      String asOf = "As of " + read + ", could not be read since";
      for (int again = 0; again < 2; again++) {
        refresh(page);
        assertThat(page.locator(OUTSIDE + " .state.failed"))
            .containsText("Not read " + asOf + ". The store could not be read: " + LATE);
        assertThat(page.locator(OUTSIDE + " tbody tr")).hasCount(rows);
      }
      assertThat(page.locator(".state.failed")).hasCount(1);
      assertThat(page.locator(".tile.old")).hasCount(1);
      assertThat(page.locator(".tile.old .d")).hasText("as of " + read);
      assertThat(page.locator(".tile.old .d")).hasAttribute("title", asOf);
      assertThat(LayoutCheck.of(page, "a part of before")).isEmpty();
      assertThat(AxeCheck.of(page)).as("axe on a part of before").isEmpty();
      away.setAway(false);
      refresh(page);
      assertThat(page.locator(".old, .state.failed")).hasCount(0);
      assertThat(page.locator(OUTSIDE + " tbody tr")).hasCount(rows);

      away.setAway(true);
      page.navigate(server.url() + "/");
      Locator failed = page.locator(".state.failed");
      assertThat(failed).hasCount(1);
      assertThat(page.locator(OUTSIDE + " .state.failed"))
          .containsText("Not read The store could not be read: " + LATE);
      assertThat(page.locator(OUTSIDE)).not().containsText("No call");
      assertThat(page.locator(".tile", hasText("Third parties")))
          .containsText(Pattern.compile("could not be read\\s*not read"));
      assertThat(page.locator("h1")).containsText("POST /v1/checkout");
      for (String other : List.of("failing", "endpoints", "queues", "databases", "tenants")) {
        assertThat(page.locator("section[aria-labelledby=h-" + other + "] tbody tr"))
            .not()
            .hasCount(0);
      }
      failed.locator("a", new Locator.LocatorOptions().setHasText("Retry")).click();
      assertThat(page).hasURL(server.url() + "/");
      assertThat(failed).hasCount(1);
      assertThat(LayoutCheck.of(page, "a part not read")).isEmpty();
      assertThat(AxeCheck.of(page)).as("axe on a part not read").isEmpty();
      assertThat(server.get("/overview.md").body()).contains("Third parties: ", LATE);
      assertThat(server.get("/api/v1/overview").body()).contains("\"complete\":false", LATE);
      assertThat(browser.complaints()).isEmpty();
      page.context().close();
    }
  }

  /** The page fetches itself as it does when something came in, and has it. */
  private static void refresh(Page page) {
    page.evaluate(
        """
        () => new Promise((swapped) => {
          document.addEventListener('htmx:afterSettle', swapped, { once: true });
          htmx.trigger('#main', 'midwatch:refresh');
        })\
        """);
  }

  @Test
  void aGapSaysHowLongItIsAndWhatIsPartialHowMuchAndWhy() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      sendWithGap(server, Instant.now().minusSeconds(5));
      Page page = browser.open(ColorScheme.LIGHT, true);
      page.navigate(server.url() + "/services/meter");

      Locator rate = page.locator("figure.chart").first();
      assertThat(rate.locator("path.ln")).hasAttribute("d", Pattern.compile("M[^M]*M[^M]*"));
      assertThat(rate.locator("rect.gap")).hasCount(2);
      assertThat(rate).containsText(Pattern.compile("no data [56]\\u00a0min"));
      assertThat(rate.locator("> svg"))
          .hasAttribute("aria-label", Pattern.compile(".*no data [56]\\u00a0min.*"));
      assertThat(page.locator("main")).not().containsText(Pattern.compile("(^|\\s)0\\s/min"));
      page.navigate(server.url() + "/tenants");
      assertThat(page.locator(".state.partial"))
          .containsText(Pattern.compile("Partial .*named no tenant: .* are lower bounds"));
      assertThat(AxeCheck.of(page)).as("axe on a partial list").isEmpty();
      for (String path : List.of("/services/fleet", "/services/fleet/instances")) {
        page.navigate(server.url() + path);
        assertThat(page.locator(".state.partial"))
            .containsText(
                "Partial 14 of 16 instances answered requests. Before this window also: fleet-14,"
                    + " fleet-15.");
        assertThat(LayoutCheck.of(page, path)).isEmpty();
        assertThat(AxeCheck.of(page)).as("axe on a partial %s", path).isEmpty();
      }
      assertThat(page.locator("h1")).hasText("14 of 16 instances of fleet");
      assertThat(page.locator("tbody tr", hasText("no request"))).hasCount(2);
      page.context().close();
    }
  }

  /**
   * A request every 5 s of half an hour, but for 6 min in the middle; and of a service with 16
   * instances, two of which answered for the last time in the hour before.
   */
  private static void sendWithGap(RunningServer server, Instant end) throws Exception {
    SentTelemetry told = new SentTelemetry();
    Instant gap = end.minus(Duration.ofMinutes(18));
    for (Instant at = end.minus(Duration.ofMinutes(30)); at.isBefore(end); at = at.plusSeconds(5)) {
      if (at.isBefore(gap) || at.isAfter(gap.plus(Duration.ofMinutes(6)))) {
        request(told, "meter", 1, at);
      }
    }
    for (int instance = 0; instance < 16; instance++) {
      request(told, "fleet", instance, end.minus(Duration.ofMinutes(90)));
      if (instance < 14) {
        request(told, "fleet", instance, end.minus(Duration.ofMinutes(20)));
      }
    }
    told.sendTo(server.otlpHttpUrl());
  }

  private static void request(SentTelemetry told, String service, int instance, Instant at) {
    told.span(
        told.newTrace(),
        resource(service, "2.41.0", service + "-" + instance),
        SpanKind.SERVER,
        "GET /",
        Course.of(nanos(at), 1_000_000),
        List.of());
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
