package io.midwatch.demo.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * Every port of the demo, all on loopback. Those of the demo's own services count from {@code
 * base}.
 */
record Ports(int http, int otlpGrpc, int otlpHttp, int page, int base) {
  Ports {
    if (base + 61 > 65535) {
      throw new UsageException("--base-port is at most 65474, found " + base);
    }
  }

  /** A port, what listens on it and the option that moves it. */
  private record Use(int port, String user, String option) {}

  int shop(int index) {
    return base + 1 + index;
  }

  int payments() {
    return base + 5;
  }

  int cards() {
    return base + 11;
  }

  int mail() {
    return base + 12;
  }

  int customers() {
    return base + 13;
  }

  int database() {
    return base + 32;
  }

  int broker() {
    return base + 61;
  }

  /**
   * Checks that what is about to start will get its ports.
   *
   * @throws UsageException naming the first port that is taken and the option that moves it
   */
  void requireFree(boolean withServer) {
    if (withServer) {
      requireFree(
          List.of(
              new Use(http, "Midwatch's pages", "--http-port or MIDWATCH_HTTP_PORT"),
              new Use(otlpGrpc, "OTLP over gRPC", "--otlp-grpc-port or MIDWATCH_OTLP_GRPC_PORT"),
              new Use(otlpHttp, "OTLP over HTTP", "--otlp-http-port or MIDWATCH_OTLP_HTTP_PORT")));
    }
    requireFree(
        List.of(
            new Use(page, "the demo's own page", "--page-port"),
            own(shop(0), "shop"),
            own(shop(1), "shop"),
            own(shop(2), "shop"),
            own(payments(), "payments"),
            own(cards(), "the card processor"),
            own(mail(), "the e-mail provider"),
            own(customers(), "customers' servers"),
            own(database(), "PostgreSQL"),
            own(broker(), "the message broker")));
  }

  private static Use own(int port, String user) {
    return new Use(port, user, "--base-port");
  }

  private static void requireFree(List<Use> uses) {
    for (Use use : uses) {
      try (var socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), use.port()));
      } catch (IOException e) {
        throw new UsageException(
            "Port "
                + use.port()
                + " for "
                + use.user()
                + " is in use; choose another with "
                + use.option());
      }
    }
  }
}
