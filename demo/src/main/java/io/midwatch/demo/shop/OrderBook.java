package io.midwatch.demo.shop;

import io.midwatch.demo.caller.Caller;
import io.midwatch.demo.caller.ManualSpan;
import java.util.Comparator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The orders in the database. */
@Repository
class OrderBook {
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  OrderBook(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /**
   * Writes the order and takes its goods out of stock, in one transaction. Returns the order's id.
   */
  long reserve(Order.Priced order, Caller caller) {
    return ManualSpan.call(
        "reserve stock",
        span -> {
          Long id = transactions.execute(_ -> insert(order, caller));
          span.setAttribute("order.id", id);
          return id;
        });
  }

  private long insert(Order.Priced order, Caller caller) {
    long id =
        jdbc.sql(
                "INSERT INTO customer_order (tenant_id, user_id, source, status, total_cents)"
                    + " VALUES (?, ?, 'checkout', 'reserved', ?) RETURNING id")
            .params(caller.tenant(), caller.user(), order.totalCents())
            .query(Long.class)
            .single();
    for (Order.PricedLine line : order.lines()) {
      jdbc.sql(
              "INSERT INTO order_line (order_id, product_id, quantity, price_cents) VALUES (?, ?, ?, ?)")
          .params(id, line.productId(), line.quantity(), line.priceCents())
          .update();
    }
    order.lines().stream()
        .sorted(Comparator.comparingLong(Order.PricedLine::productId))
        .forEach(this::allocate);
    return id;
  }

  private void allocate(Order.PricedLine line) {
    jdbc.sql("SELECT allocate_stock(?, ?)")
        .params(line.productId(), line.quantity())
        .query(Integer.class)
        .single();
  }

  void setStatus(long id, String status) {
    jdbc.sql("UPDATE customer_order SET status = ? WHERE id = ?").params(status, id).update();
  }
}
