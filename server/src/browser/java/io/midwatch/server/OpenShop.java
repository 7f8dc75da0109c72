package io.midwatch.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;

/**
 * A server with {@link Storefront} and {@link Billing}, and a browser: one of both for all tests of
 * a process that only look. They end with the process.
 */
final class OpenShop {
  private static @Nullable OpenShop open;

  final RunningServer server;
  final Browser browser;
  final Billing billing;

  /** Up to when data came. */
  final Instant end;

  private OpenShop(RunningServer server, Browser browser, Billing billing, Instant end) {
    this.server = server;
    this.browser = browser;
    this.billing = billing;
    this.end = end;
  }

  /** Skips the test where there is no browser. */
  static synchronized OpenShop visit() throws Exception {
    if (open == null) {
      Browser browser = Browser.start();
      RunningServer server = RunningServer.start();
      SpringApplication.getShutdownHandlers().add(server::close);
      Instant end = Instant.now().minusSeconds(5);
      Storefront.sendTo(server, end);
      open = new OpenShop(server, browser, Billing.sendTo(server, end), end);
    }
    return open;
  }

  String url(String path) {
    return server.url() + path;
  }
}
