package io.midwatch.server;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;

/**
 * How fast this machine is, by a task of known size, of the kind that opening a page is: limits of
 * time hold for a machine on which it takes {@link #SET_AT}, and a slower one may take longer.
 */
final class Pace {
  private static final Duration SET_AT = Duration.ofMillis(40);

  /** A table of 2,000 cells. */
  private static final String TABLE =
      """
      () => new Promise((done) => setTimeout(() => {
        const start = performance.now();
        const table = document.createElement('table');
        for (let i = 0; i < 250; i++) {
          const row = table.insertRow();
          for (let j = 0; j < 8; j++) row.insertCell().textContent = 'cell ' + i * j;
        }
        document.body.append(table);
        const height = table.offsetHeight;
        table.remove();
        const millis = performance.now() - start;
        setTimeout(() => done(height > 0 ? millis : 0));
      }))
      """;

  private Pace() {}

  /** What a limit of processor time is here; never less than itself. */
  static Duration ofWork(Browser browser, RunningServer server, Duration limit) {
    Page page = open(browser, server);
    MainThread work = MainThread.watch(page);
    page.evaluate(TABLE);
    Duration pace = work.stop().longest();
    page.context().close();
    return at(pace, limit);
  }

  /** What a limit of passing time is here and now, while others want the processor too. */
  static Duration ofTime(Browser browser, RunningServer server, Duration limit) {
    Page page = open(browser, server);
    double millis = ((Number) page.evaluate(TABLE)).doubleValue();
    page.context().close();
    return at(Duration.ofNanos((long) (millis * 1e6)), limit);
  }

  private static Page open(Browser browser, RunningServer server) {
    Page page = browser.open(ColorScheme.LIGHT, false);
    page.navigate(server.url() + "/settings");
    return page;
  }

  private static Duration at(Duration pace, Duration limit) {
    return pace.compareTo(SET_AT) < 0
        ? limit
        : Duration.ofNanos(limit.toNanos() * pace.toNanos() / SET_AT.toNanos());
  }
}
