package io.midwatch.bench.workload;

import java.util.List;

/**
 * One of the monitored services.
 *
 * @param index 0 to 19
 */
record Service(int index, String name) {
  static final int PODS = 6;
  static final int VERSIONS = 3;

  /** All services, by index. */
  static final List<Service> ALL =
      List.of(
          new Service(0, "gateway"),
          new Service(1, "shop"),
          new Service(2, "checkout"),
          new Service(3, "payments"),
          new Service(4, "inventory"),
          new Service(5, "pricing"),
          new Service(6, "catalogue"),
          new Service(7, "search"),
          new Service(8, "accounts"),
          new Service(9, "sessions"),
          new Service(10, "orders"),
          new Service(11, "shipping"),
          new Service(12, "invoices"),
          new Service(13, "mailer"),
          new Service(14, "webhooks"),
          new Service(15, "importer"),
          new Service(16, "reports"),
          new Service(17, "recommendations"),
          new Service(18, "media"),
          new Service(19, "audit"));

  /** Two pods run each version. */
  String version(int pod) {
    return "2." + (40 + index) + "." + pod * VERSIONS / PODS;
  }

  String pod(int pod) {
    return name + "-" + Long.toHexString(Dice.seed(index, 7) >>> 28) + "-" + pod;
  }
}
