package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What pages may cost who opens them. Every figure but times and fractions of pixels is the same on
 * every machine.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(AgainAfterCrash.class)
class BudgetsIT {
  private static final int KB = 1000;

  /** A fraction of a pixel that a chart gains when its script takes over is none. */
  private static final double NO_SHIFT = 0.0005;

  private static final double UPDATES_SHIFT = 0.005;
  private static final int UPDATES = 4;

  /** A page is fetched again after this time at the earliest. */
  private static final int PERIOD_MILLIS = 10_000;

  private static final int PATIENCE_MILLIS = 30_000;

  private static final int OPENINGS = 8;
  private static final Duration LARGEST_PAINT = Duration.ofMillis(500);
  private static final Duration LARGEST_PAINT_SLOWED = Duration.ofMillis(1000);
  private static final int SLOWED = 4;

  private static final String WATCH_PAINT =
      """
      new PerformanceObserver((list) => { window.paint = list.getEntries().at(-1).startTime; })
        .observe({ type: 'largest-contentful-paint', buffered: true });
      """;

  @AutoClose private static RunningServer server;
  @AutoClose private static Browser browser;
  private static List<String> paths;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    server = RunningServer.startAt(Storefront.NOW);
    paths = ShownPages.fillOrdinary(server);
  }

  /**
   * A figure and how much of it is allowed, which is more where the page's own part of it is: rows
   * of a trace are drawn by a script, and a query is completed by one.
   */
  private record Budget(String name, ToDoubleFunction<PageCost> figure, Allowance allowance) {
    static Budget of(String name, ToDoubleFunction<PageCost> figure, double most) {
      return new Budget(name, figure, _ -> most);
    }
  }

  private interface Allowance {
    double on(String path);
  }

  private static final List<Budget> BUDGETS =
      List.of(
          Budget.of("bytes at first", PageCost::firstBytes, 110 * KB),
          Budget.of("bytes again", PageCost::againBytes, 25 * KB),
          new Budget(
              "bytes of scripts",
              PageCost::scriptBytes,
              path -> (hasOwnScript(path) ? 33 : 27) * KB),
          new Budget("elements", PageCost::nodes, path -> isTrace(path) ? 600 : 1500),
          new Budget("requests", cost -> cost.paths().size(), path -> 8),
          Budget.of("layout shift", PageCost::shift, NO_SHIFT));

  @Test
  @Order(1)
  void everyPageKeepsToItsBudget() throws Exception {
    Map<String, PageCost> costs = new LinkedHashMap<>();
    try (Line line = Line.to(server)) {
      PageCost.Meter meter = new PageCost.Meter(browser, line);
      for (String path : paths) {
        costs.put(path, meter.measure(path));
      }
    }
    List<String> over = new ArrayList<>();
    for (Budget budget : BUDGETS) {
      costs.forEach((path, cost) -> {
        double figure = budget.figure().applyAsDouble(cost);
        double most = budget.allowance().on(path);
        if (figure > most) {
          over.add("%s: %s %s of %s".formatted(path, budget.name(), figure, most));
        }
      });
      System.out.println("Most " + budget.name() + ": " + most(costs, budget.figure()));
    }
    assertThat(over.stream().collect(joining("\n"))).isEmpty();
    assertThat(costs.values())
        .as("all that is asked for is seen")
        .anyMatch(cost -> cost.paths().size() > 5);
    assertThat(browser.complaints()).isEmpty();
  }

  private static String most(Map<String, PageCost> costs, ToDoubleFunction<PageCost> figure) {
    return costs.entrySet().stream()
        .sorted(comparingDouble(one -> -figure.applyAsDouble(one.getValue())))
        .limit(3)
        .map(one -> "%.0f on %s".formatted(figure.applyAsDouble(one.getValue()), one.getKey()))
        .collect(joining(", "));
  }

  private static boolean isTrace(String path) {
    return path.matches("/traces/[0-9a-f]{32}.*");
  }

  private static boolean hasOwnScript(String path) {
    return isTrace(path) || path.startsWith("/explore");
  }

  /** Of several openings the best counts: the page is slow every time, a busy machine is not. */
  @Test
  @Order(2)
  void theOverviewIsPaintedSoon() {
    requireSoon(1, LARGEST_PAINT);
    requireSoon(SLOWED, LARGEST_PAINT_SLOWED);
  }

  private static void requireSoon(int slowed, Duration limit) {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < OPENINGS && least >= 1; i++) {
      Duration paint = largestPaint(slowed);
      Duration allowed = Pace.ofTime(browser, server, limit);
      System.out.printf(
          "Largest paint of the Overview, processor slowed %d times: %d ms of %d%n",
          slowed, paint.toMillis(), allowed.toMillis());
      least = Math.min(least, (double) paint.toNanos() / allowed.toNanos());
    }
    assertThat(least).as("time to the largest paint, as a share of its limit").isLessThan(1);
  }

  private static Duration largestPaint(int slowed) {
    Page page = browser.open(ColorScheme.LIGHT, false);
    JsonObject rate = new JsonObject();
    rate.addProperty("rate", slowed);
    page.context().newCDPSession(page).send("Emulation.setCPUThrottlingRate", rate);
    page.addInitScript(WATCH_PAINT);
    page.navigate(server.url() + "/");
    page.waitForFunction("() => window.paint > 0");
    double millis = ((Number) page.evaluate("window.paint")).doubleValue();
    page.context().close();
    return Duration.ofNanos((long) (millis * 1e6));
  }

  /** Last, for it changes what the pages show. */
  @Test
  @Order(3)
  void updatesOfTheOverviewMoveNothing() throws Exception {
    FailingCheckout.sendTo(server.otlpHttpUrl());
    Page page = browser.open(ColorScheme.LIGHT, false);
    page.addInitScript(PageCost.WATCH_SHIFT);
    page.clock().install();
    page.navigate(server.url() + "/");
    page.evaluate(
        """
        () => {
          window.swaps = 0;
          document.body.addEventListener('htmx:afterSwap', () => { document.body.dataset.swaps = ++window.swaps; });
        }
        """);
    for (int i = 1; i <= UPDATES; i++) {
      FailingCheckout.sendTo(server.otlpHttpUrl());
      page.clock().fastForward(PERIOD_MILLIS);
      page.waitForFunction(
          "least => window.swaps >= least",
          i,
          new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS));
    }
    double shift = PageCost.shift(page);

    System.out.printf("Layout shift of %d updates of the Overview: %.4f%n", UPDATES, shift);
    assertThat(shift).isLessThanOrEqualTo(UPDATES_SHIFT);
    assertThat(page.locator("h1")).containsText("POST /v1/checkout");
    assertThat(browser.complaints()).isEmpty();
  }
}
