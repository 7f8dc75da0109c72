package io.midwatch.workload;

import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The statements, each committed by itself. */
@Component
class Warehouse {
  private final JdbcTemplate jdbc;

  Warehouse(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Map<String, Object>> item(long id) {
    return jdbc.queryForList("SELECT id, name, stock FROM item WHERE id = ?", id).stream()
        .findFirst();
  }

  void order(long item) {
    item(item);
    jdbc.update("INSERT INTO orders (item) VALUES (?)", item);
    jdbc.update("UPDATE item SET stock = stock - 1 WHERE id = ?", item);
  }

  long orders() {
    return jdbc.queryForObject("SELECT count(*) FROM orders", Long.class);
  }

  String broken() {
    return jdbc.queryForObject("SELECT name FROM missing", String.class);
  }
}
