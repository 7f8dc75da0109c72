package io.midwatch.demo.broker;

import java.util.List;

/** The queues of the business. */
public final class Queues {
  /** XML order files, one message each; from {@code shop} to {@code importer}. */
  public static final String IMPORTS = "orders.import";

  /** Order events as JSON; from {@code shop} and {@code importer} to {@code webhooks}. */
  public static final String DELIVERIES = "webhooks.deliveries";

  /** Every queue, in no particular order. */
  public static final List<String> ALL = List.of(IMPORTS, DELIVERIES);

  private Queues() {}
}
