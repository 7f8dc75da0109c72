package io.midwatch.demo.shop;

import java.util.List;

/**
 * What a user wants to buy.
 *
 * <pre>{"lines":[{"productId":17,"quantity":2}]}</pre>
 */
record Order(List<Line> lines) {
  Order {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > 20) {
      throw new IllegalArgumentException("An order has 1 to 20 lines, found " + lines.size());
    }
  }

  /** One line; {@code quantity} is 1 to 1000. */
  record Line(long productId, int quantity) {
    Line {
      if (quantity < 1 || quantity > 1000) {
        throw new IllegalArgumentException("A quantity is 1 to 1000, found " + quantity);
      }
    }
  }

  /** An order with its prices, one for each line, in cents. */
  record Priced(List<PricedLine> lines, long totalCents) {}

  /** A line with the price of one piece in cents. */
  record PricedLine(long productId, int quantity, long priceCents) {}
}
