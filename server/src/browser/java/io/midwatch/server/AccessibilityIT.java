package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every page in both themes, as axe sees it in a real browser. */
class AccessibilityIT {
  private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

  /** First the page that teaches how to send, for it is gone when something was sent. */
  @Test
  void axeFindsNothingOnAnyPageInEitherTheme() throws Exception {
    try (Browser browser = Browser.start();
        RunningServer server = RunningServer.start()) {
      Page page = browser.open(ColorScheme.LIGHT, true);
      requireNone(page, server, "/");
      for (String path : ShownPages.fillOrdinary(server)) {
        requireNone(page, server, path);
      }
    }
  }

  /** A theme changes colours only, so in the other one nothing else is looked at again. */
  private static void requireNone(Page page, RunningServer server, String path) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    Response response = page.navigate(server.url() + path);
    assertThat(response.status()).as(path).isEqualTo(200);
    assertThat(page.locator("h1")).hasCount(1);
    assertThat(violations(axe(page))).as("axe on %s, light", path).isEmpty();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(violations(axe(page).withRules(COLOURS))).as("axe on %s, dark", path).isEmpty();
  }

  private static AxeBuilder axe(Page page) {
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations")); // what passed is not sent back
    return new AxeBuilder(page).setLegacyMode(true).options(options);
  }

  private static List<String> violations(AxeBuilder axe) {
    return axe.analyze().getViolations().stream()
        .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
        .toList();
  }
}
