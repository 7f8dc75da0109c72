package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page in both themes, as axe sees it in a real browser. */
@ExtendWith(AgainAfterCrash.class)
class AccessibilityIT {
  /** First the page that teaches how to send, for it is gone when something was sent. */
  @Test
  void axeFindsNothingOnAnyPageInEitherTheme() throws Exception {
    try (Browser browser = Browser.start();
        RunningServer server = RunningServer.startAt(Storefront.NOW)) {
      Page page = browser.open(ColorScheme.LIGHT, true);
      requireNone(page, server, "/");
      for (String path : ShownPages.fillOrdinary(server)) {
        requireNone(page, server, path);
      }
    }
  }

  @Test
  void axeFindsNothingOnPagesThatSayWhatIsWrong() throws Exception {
    try (Browser browser = Browser.start();
        RunningServer server = RunningServer.start()) {
      Page page = browser.open(ColorScheme.LIGHT, true);
      requireNone(page, server, "/no-such-page", 404);
      requireNone(page, server, "/traces/00000000000000000000000000000001", 404);
      requireNone(page, server, "/services/nobody", 200);
      requireNone(page, server, "/?from=yesterday", 200);
      requireNone(page, server, "/logs?q=%7E(", 200);
    }
  }

  private static void requireNone(Page page, RunningServer server, String path) {
    requireNone(page, server, path, 200);
  }

  /** A theme changes colours only, so in the other one nothing else is looked at again. */
  private static void requireNone(Page page, RunningServer server, String path, int status) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    Response response = page.navigate(server.url() + path);
    assertThat(response.status()).as(path).isEqualTo(status);
    assertThat(page.locator("h1")).hasCount(1);
    assertThat(AxeCheck.of(page)).as("axe on %s, light", path).isEmpty();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(AxeCheck.ofColours(page)).as("axe on %s, dark", path).isEmpty();
  }
}
