package io.midwatch.demo.shop;

import io.midwatch.demo.caller.ManualSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Sales reports of the last 90 days: {@code by-category} and {@code by-day}. */
@RestController
class ReportController {
  private static final String BY_CATEGORY =
      """
      SELECT p.category AS label, count(DISTINCT o.id) AS orders, sum(l.quantity * l.price_cents) AS cents
      FROM customer_order o JOIN order_line l ON l.order_id = o.id JOIN product p ON p.id = l.product_id
      WHERE o.created_at > now() - interval '90 days' GROUP BY p.category ORDER BY cents DESC\
      """;
  private static final String BY_DAY =
      """
      SELECT to_char(o.created_at, 'YYYY-MM-DD') AS label, count(*) AS orders, sum(o.total_cents) AS cents
      FROM customer_order o WHERE o.created_at > now() - interval '90 days' GROUP BY label ORDER BY label\
      """;

  private final JdbcClient jdbc;

  ReportController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One row of a report. */
  record Row(String label, long orders, long cents) {}

  @GetMapping("/v1/reports/{id}")
  List<Row> report(@PathVariable String id) {
    String sql =
        switch (id) {
          case "by-category" -> BY_CATEGORY;
          case "by-day" -> BY_DAY;
          default ->
              throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No report of this name");
        };
    return ManualSpan.call(
        "build report",
        span -> {
          List<Row> rows = jdbc.sql(sql).query(ReportController::row).list();
          span.setAttribute("report.id", id).setAttribute("report.rows", rows.size());
          return rows;
        });
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(row.getString("label"), row.getLong("orders"), row.getLong("cents"));
  }
}
