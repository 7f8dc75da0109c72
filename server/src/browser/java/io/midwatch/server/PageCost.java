package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a page costs who opens it at 1440 by 900 with nothing kept, and again with what is kept.
 *
 * @param firstBytes over the line, heads and all, with the stream of live updates
 * @param againBytes the same when everything that may be kept is there
 * @param scriptBytes bodies of all scripts, packed
 * @param paths what was asked for the first time
 * @param nodes elements of the page
 * @param shift cumulative layout shift
 */
record PageCost(
    long firstBytes,
    long againBytes,
    long scriptBytes,
    List<String> paths,
    int nodes,
    double shift) {
  private static final Pattern TOLD = Pattern.compile("The server says .*");

  /** Adds up what moves without having been asked to. */
  static final String WATCH_SHIFT =
      """
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
      """;

  private static final String SHIFT =
      "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(window.shift))))";

  /** Opens pages over the line, which is of one's own. */
  static final class Meter {
    private final Browser browser;
    private final Line line;
    private final Map<String, Long> scripts = new HashMap<>();

    Meter(Browser browser, Line line) {
      this.browser = browser;
      this.line = line;
    }

    PageCost measure(String path) throws Exception {
      Page page = browser.open(ColorScheme.LIGHT, false);
      page.addInitScript(WATCH_SHIFT);
      line.traffic().forget();
      open(page, path);
      long first = line.traffic().bytes();
      List<String> paths = line.traffic().paths();
      int nodes = ((Number) page.evaluate("document.querySelectorAll('*').length")).intValue();
      double shift = shift(page);

      line.traffic().forget();
      open(page, path);
      long again = line.traffic().bytes();
      page.context().close();
      return new PageCost(first, again, scripts(paths), paths, nodes, shift);
    }

    private void open(Page page, String path) {
      page.navigate(line.url() + path);
      page.evaluate("document.fonts.ready.then(() => 0)");
      if (page.locator("main[data-live=true] > :not([data-still])").count() > 0) {
        assertThat(page.locator("#live")).hasAttribute("title", TOLD);
      }
      if (page.locator("#waterfall").count() > 0) {
        assertThat(page.locator("#waterfall[data-ready]")).hasCount(1);
      }
    }

    private long scripts(List<String> paths) throws Exception {
      long bytes = 0;
      for (String path : paths) {
        if (path.endsWith(".js")) {
          if (!scripts.containsKey(path)) {
            scripts.put(path, packed(path));
          }
          bytes += scripts.get(path);
        }
      }
      return bytes;
    }

    private long packed(String path) throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(line.url() + path))
              .header("Accept-Encoding", "gzip")
              .build();
      return RunningServer.sendForBytes(request).body().length;
    }
  }

  /** Of an open page, which began with {@link #WATCH_SHIFT}. */
  static double shift(Page page) {
    return ((Number) page.evaluate(SHIFT)).doubleValue();
  }
}
