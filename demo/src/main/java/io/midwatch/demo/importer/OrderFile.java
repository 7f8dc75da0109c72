package io.midwatch.demo.importer;

import java.util.List;

/**
 * An order file.
 *
 * <pre>{@code
 * <orders customer="globex"><order user="globex-u1"><line product="17" quantity="2"/></order></orders>
 * }</pre>
 *
 * @param customer name of the customer as the file says it
 */
record OrderFile(String customer, List<FileOrder> orders) {
  OrderFile {
    orders = List.copyOf(orders);
  }

  /** One order of the file. */
  record FileOrder(String user, List<FileLine> lines) {
    FileOrder {
      lines = List.copyOf(lines);
    }
  }

  /** One line; {@code quantity} is at least 1. */
  record FileLine(long productId, int quantity) {}

  /** Number of lines in all orders. */
  int lineCount() {
    return orders.stream().mapToInt(order -> order.lines().size()).sum();
  }
}
