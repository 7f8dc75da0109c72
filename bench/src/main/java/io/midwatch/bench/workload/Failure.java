package io.midwatch.bench.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a span fails.
 *
 * @param stack about 1.3 KB
 */
record Failure(String type, String message, String stack) {
  private static final int DISTINCT = 300;
  private static final int STACK_CHARACTERS = 1_300;
  private static final List<String> TYPES =
      List.of(
          "java.net.SocketTimeoutException",
          "java.sql.SQLTransientConnectionException",
          "java.lang.IllegalStateException",
          "java.lang.NullPointerException",
          "com.acme.orders.StockException",
          "com.acme.payments.CardDeclinedException");
  private static final List<String> MESSAGES =
      List.of(
          "Read timed out after 3000 ms",
          "pool-%d - Connection is not available, request timed out after 5000ms",
          "Order is in state %d, expected 3",
          "Cannot invoke \"Item.price()\" because \"item%d\" is null",
          "Only %d left in stock",
          "Card declined with code %d");

  /** All 300. */
  static List<Failure> all() {
    List<Failure> failures = new ArrayList<>();
    for (int i = 0; i < DISTINCT; i++) {
      int kind = i % TYPES.size();
      String message = MESSAGES.get(kind).formatted(i / TYPES.size());
      failures.add(new Failure(TYPES.get(kind), message, stack(TYPES.get(kind), message, i)));
    }
    return failures;
  }

  private static String stack(String type, String message, int number) {
    Dice dice = new Dice(Dice.seed(1_300, number));
    StringBuilder text = new StringBuilder(type).append(": ").append(message);
    while (text.length() < STACK_CHARACTERS) {
      String service = Service.ALL.get(dice.below(Service.ALL.size())).name();
      text.append("\n\tat com.acme.").append(service).append(".Step").append(dice.below(90));
      text.append(".run(Step").append(dice.below(90)).append(".java:");
      text.append(10 + dice.below(400)).append(')');
    }
    return text.toString();
  }
}
