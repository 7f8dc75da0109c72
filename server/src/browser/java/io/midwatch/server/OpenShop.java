package io.midwatch.server;

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

  private OpenShop(RunningServer server, Browser browser, Billing billing) {
    this.server = server;
    this.browser = browser;
    this.billing = billing;
  }

  /** Skips the test where there is no browser. */
  static synchronized OpenShop visit() throws Exception {
    if (open == null) {
      Browser browser = Browser.start();
      RunningServer server = RunningServer.startAt(Storefront.NOW);
      SpringApplication.getShutdownHandlers().add(server::close);
      Storefront.sendTo(server, Storefront.NOW);
      open = new OpenShop(server, browser, Billing.sendTo(server, Storefront.NOW));
    }
    return open;
  }

  String url(String path) {
    return server.url() + path;
  }
}
