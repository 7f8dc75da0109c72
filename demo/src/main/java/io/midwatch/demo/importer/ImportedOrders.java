package io.midwatch.demo.importer;

import io.midwatch.demo.caller.Caller;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes imported orders to the database. */
@Repository
class ImportedOrders {
  private static final String INSERT_LINE =
      "INSERT INTO order_line (order_id, product_id, quantity, price_cents)"
          + " SELECT ?, id, ?, price_cents FROM product WHERE id = ?"
          + " ON CONFLICT (order_id, product_id) DO UPDATE SET quantity = order_line.quantity + excluded.quantity";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;

  ImportedOrders(JdbcTemplate jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** Writes all orders of the file in one transaction. Returns the id of the last one. */
  long write(OrderFile file, Caller caller) {
    return transactions.execute(_ -> {
      long last = 0;
      for (OrderFile.FileOrder order : file.orders()) {
        last = write(order, caller);
      }
      return last;
    });
  }

  private long write(OrderFile.FileOrder order, Caller caller) {
    Long id =
        jdbc.queryForObject(
            "INSERT INTO customer_order (tenant_id, user_id, source, status, total_cents)"
                + " VALUES (?, ?, 'import', 'accepted', 0) RETURNING id",
            Long.class,
            caller.tenant(),
            order.user());
    List<Object[]> lines =
        order.lines().stream()
            .map(line -> new Object[] {id, line.quantity(), line.productId()})
            .toList();
    jdbc.batchUpdate(INSERT_LINE, lines);
    return id == null ? 0 : id;
  }

  /** Notes a file that can't be used. */
  void reject(String reason, Caller caller) {
    jdbc.update(
        "INSERT INTO rejected_file (tenant_id, reason) VALUES (?, ?)", caller.tenant(), reason);
  }
}
