package io.midwatch.bench.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * A log statement of a service's code.
 *
 * @param parts texts between the variables; the first has no variable before it
 * @param severity OTLP severity number: 5 DEBUG, 9 INFO, 13 WARN, 17 ERROR
 */
record LogTemplate(int service, int severity, String severityText, List<String> parts) {
  private static final int DISTINCT = 400;
  private static final List<String> WORDS =
      List.of(
          "reserved",
          "item",
          "order",
          "for",
          "customer",
          "warehouse",
          "after",
          "attempts",
          "cache",
          "refreshed",
          "entry",
          "queue",
          "message",
          "handled",
          "in",
          "batch",
          "retry",
          "payment",
          "accepted",
          "invoice",
          "sent",
          "shipment",
          "session",
          "expired",
          "request",
          "finished",
          "with",
          "status",
          "total",
          "amount",
          "worker",
          "lease",
          "renewed",
          "index",
          "updated");

  /** All 400; the severities are spread as in a quiet system. */
  static List<LogTemplate> all() {
    List<LogTemplate> templates = new ArrayList<>();
    for (int i = 0; i < DISTINCT; i++) {
      Dice dice = new Dice(Dice.seed(400, i));
      int severity = i % 50 == 0 ? 17 : i % 20 == 0 ? 13 : i % 7 == 0 ? 5 : 9;
      String text = severity == 17 ? "ERROR" : severity == 13 ? "WARN" : "INFO";
      templates.add(
          new LogTemplate(
              i % Service.ALL.size(), severity, severity == 5 ? "DEBUG" : text, parts(i, dice)));
    }
    return templates;
  }

  private static List<String> parts(int number, Dice dice) {
    List<String> parts = new ArrayList<>();
    int variables = 2 + dice.below(3);
    for (int part = 0; part <= variables; part++) {
      StringBuilder text = new StringBuilder(part == 0 ? "" : " ");
      if (part == 1 && number % 10 == 0) {
        text.append(LogWorkload.PHRASE).append(' ');
      }
      int length = text.length() + (136 - 7 * variables) / (variables + 1);
      while (text.length() < length) {
        text.append(WORDS.get(dice.below(WORDS.size()))).append(' ');
      }
      parts.add(text.toString());
    }
    return List.copyOf(parts);
  }
}
