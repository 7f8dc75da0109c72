package io.midwatch.server;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tasks a page's main thread runs from {@link #watch} to {@link #stop}, from the browser's own
 * trace, by the processor time each took. Unlike the time that passed this does not grow when other
 * programs want the processor too.
 */
final class MainThread {
  private static final List<String> CATEGORIES =
      List.of("-*", "disabled-by-default-devtools.timeline", "__metadata");

  private final Browser browser;

  private MainThread(Browser browser) {
    this.browser = browser;
  }

  /** Sum and maximum of the tasks' processor times. */
  record Tasks(Duration total, Duration longest) {}

  private record Thread(long process, long thread) {}

  static MainThread watch(Page page) {
    Browser browser = Objects.requireNonNull(page.context().browser());
    browser.startTracing(page, new Browser.StartTracingOptions().setCategories(CATEGORIES));
    return new MainThread(browser);
  }

  Tasks stop() {
    List<JsonNode> events = new ArrayList<>();
    JsonMapper.shared().readTree(browser.stopTracing()).path("traceEvents").forEach(events::add);
    Set<Thread> main = new HashSet<>();
    for (JsonNode event : events) {
      if (event.path("args").path("name").asString("").equals("CrRendererMain")) {
        main.add(thread(event));
      }
    }
    long total = 0;
    long longest = 0;
    for (JsonNode event : events) {
      boolean task = event.path("name").asString("").equals("RunTask");
      if (task && main.contains(thread(event))) {
        long micros = event.path("tdur").asLong(0);
        total += micros;
        longest = Math.max(longest, micros);
      }
    }
    return new Tasks(Duration.ofNanos(total * 1000), Duration.ofNanos(longest * 1000));
  }

  private static Thread thread(JsonNode event) {
    return new Thread(event.path("pid").asLong(), event.path("tid").asLong());
  }
}
