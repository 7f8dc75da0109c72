package io.midwatch.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A headless Chromium of this machine, its path in {@code -Dmidwatch.chromium}. Pages report
 * console errors and violations of the content security policy to {@link #complaints}.
 */
final class Browser implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** Those not closed; tests of one process run one after the other. */
  private static final List<Browser> OPEN = new ArrayList<>();

  private final Playwright playwright;
  private final Path executable;
  private final List<String> complaints = new ArrayList<>();
  private com.microsoft.playwright.Browser chromium;

  private Browser(Playwright playwright, Path executable) {
    this.playwright = playwright;
    this.executable = executable;
    this.chromium = launch();
  }

  /** Skips the test, with a reason, where there is no Chromium. */
  static Browser start() {
    Path executable = Path.of(System.getProperty("midwatch.chromium", "/usr/bin/chromium"));
    assumeTrue(
        Files.isExecutable(executable),
        "no Chromium at " + executable + ": install it or give -Dmidwatch.chromium=PATH");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser = new Browser(playwright, executable);
    OPEN.add(browser);
    return browser;
  }

  /** Whether the process of an open browser ended though nobody closed it. */
  static boolean anyCrashed() {
    return OPEN.stream().anyMatch(Browser::crashed);
  }

  private com.microsoft.playwright.Browser launch() {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setHeadless(true)
                .setExecutablePath(executable)
                .setArgs(FLAGS));
  }

  /** What a process does not answer any more it only says when it is asked something. */
  private boolean crashed() {
    try {
      chromium.newContext().close();
      return false;
    } catch (PlaywrightException e) {
      return !chromium.isConnected();
    }
  }

  /** A fresh window of 1440 by 900. Only with {@code forAxe} may a test inject scripts. */
  Page open(ColorScheme scheme, boolean forAxe) {
    return open(window().setColorScheme(scheme).setBypassCSP(forAxe));
  }

  /** The same of a reader who lets no script run. */
  Page openWithoutScript() {
    return open(window().setJavaScriptEnabled(false));
  }

  private static com.microsoft.playwright.Browser.NewContextOptions window() {
    return new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1440, 900);
  }

  private Page open(com.microsoft.playwright.Browser.NewContextOptions options) {
    if (!chromium.isConnected()) {
      chromium = launch();
    }
    return watched(chromium.newContext(options).newPage());
  }

  /** Another tab of the same window. */
  Page openBeside(Page page) {
    return watched(page.context().newPage());
  }

  private Page watched(Page page) {
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(page.url() + ": " + message.text());
      }
    });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    page.onRequest(request -> {
      if (!request.url().startsWith("http://localhost:") && !request.url().startsWith("data:")) {
        complaints.add(page.url() + " asked for " + request.url());
      }
    });
    return page;
  }

  /** Everything pages complained of so far. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    OPEN.remove(this);
    chromium.close();
    playwright.close();
  }
}
