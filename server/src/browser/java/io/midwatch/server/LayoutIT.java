package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every page as it lies on a desk's screen, on half of it and on a phone's. */
class LayoutIT {
  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everyPageHoldsAtEveryWidthKeepsThePolicyAndLoadsNothingFromElsewhere() throws Exception {
    List<String> faults = new ArrayList<>();
    try (RunningServer server = RunningServer.start()) {
      FailingCheckout incident = FailingCheckout.sendTo(server.otlpHttpUrl());
      server.getUntil(
          "/api/v1/traces/" + incident.failingTraceId(), response -> response.statusCode() == 200);
      Page page = browser.open(ColorScheme.LIGHT, false);
      for (String path : ShownPages.paths(server, incident)) {
        page.navigate(server.url() + path);
        Layout.faults(page).forEach(fault -> faults.add(path + " at " + fault));
      }
    }
    assertThat(faults).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void everyFaultIsSeen() {
    Page page = browser.open(ColorScheme.LIGHT, true);
    Layout.bad()
        .forEach((fault, html) -> {
          page.setContent("<!doctype html>" + html);
          assertThat(Layout.faults(page)).as(fault).anyMatch(found -> found.contains(fault));
        });
    page.setContent("<!doctype html><main><h1>Good</h1></main>");
    assertThat(Layout.faults(page)).isEmpty();
  }
}
