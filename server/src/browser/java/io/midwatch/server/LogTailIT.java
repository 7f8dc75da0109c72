package io.midwatch.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.resources.Resource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lines that arrive while the log page is open, in a real browser whose clock is moved by hand. */
@ExtendWith(AgainAfterCrash.class)
class LogTailIT {
  private static final String NEW = "newly arrived line";

  /** Less than the 10 s after which every live page is fetched again. */
  private static final long PERIOD_MILLIS = 6_000;

  private static final long PAUSED_AFTER_MILLIS = 1_000;

  @AutoClose private static RunningServer server;
  @AutoClose private static Browser browser;

  private Page page;
  private String service;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    server = RunningServer.start();
  }

  @BeforeEach
  void openTheTail(org.junit.jupiter.api.TestInfo test) throws Exception {
    service = test.getTestMethod().orElseThrow().getName();
    log("earlier line", 40);
    page = browser.open(ColorScheme.LIGHT, false);
    page.clock().install();
    page.navigate(server.url() + path());
    assertThat(lines()).hasCount(40);
    page.clock().pauseAt(System.currentTimeMillis() + PAUSED_AFTER_MILLIS);
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void newLinesComeAtTheTopByThemselves() throws Exception {
    log(NEW, 1);
    page.clock().runFor(PERIOD_MILLIS);

    assertThat(lines()).hasCount(41);
    assertThat(lines().first()).containsText(NEW);
    assertThat(page.locator("#live-word")).hasText("Live");
    assertThat(page.locator("#held")).isHidden();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void furtherDownNothingMovesAndNewLinesAreCountedUntilTheyAreAskedFor() throws Exception {
    page.evaluate("scrollTo(0, 300)");
    log(NEW, 3);
    page.clock().runFor(PERIOD_MILLIS);

    assertThat(page.locator("#held")).containsText("3 new lines");
    page.clock().runFor(PERIOD_MILLIS);
    assertThat(page.locator("#live-word")).containsText("Paused");
    assertThat(lines()).hasCount(40);
    assertThat(page.evaluate("scrollY")).isEqualTo(300);

    page.keyboard().press("u");
    assertThat(lines()).hasCount(43);
    assertThat(lines().first()).containsText(NEW);
    assertThat(page.locator("#held")).isHidden();
    assertThat(page.evaluate("scrollY")).isEqualTo(0);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void anOpenLineStaysOpenAndTheTailGoesOnWhenItIsClosed() throws Exception {
    Locator line = lines().first();
    line.locator("summary").first().click();
    page.mouse().move(0, 0);
    page.evaluate("document.activeElement.blur()");
    log(NEW, 1);
    page.clock().runFor(PERIOD_MILLIS);

    assertThat(page.locator("#held")).containsText("1 new line");
    assertThat(line).hasAttribute("open", "");

    page.evaluate("document.querySelector('.log[open]').open = false");
    page.clock().runFor(PERIOD_MILLIS);
    assertThat(lines()).hasCount(41);
    assertThat(page.locator("#held")).isHidden();
  }

  private Locator lines() {
    return page.locator(".loglines > .log");
  }

  private String path() {
    return "/logs?service=" + service;
  }

  /** Sends lines of a few milliseconds ago and waits until they are found. */
  private void log(String body, int count) throws Exception {
    try (SdkLoggerProvider sdk =
        SdkLoggerProvider.builder()
            .setResource(Resource.create(Attributes.builder().put("service.name", service).build()))
            .addLogRecordProcessor(
                BatchLogRecordProcessor.builder(
                        OtlpHttpLogRecordExporter.builder()
                            .setEndpoint(server.otlpHttpUrl() + "/v1/logs")
                            .build())
                    .build())
            .build()) {
      for (int i = 0; i < count; i++) {
        sdk.get("tail").logRecordBuilder().setBody(body).emit();
      }
      sdk.forceFlush().join(10, TimeUnit.SECONDS);
    }
    String found = "/logs.csv?service=" + service;
    assertThat(
            server
                .getUntil(found, answer -> answer.body().split(body, -1).length == count + 1)
                .body())
        .contains(body);
  }
}
