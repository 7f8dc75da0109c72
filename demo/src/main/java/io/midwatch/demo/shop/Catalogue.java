package io.midwatch.demo.shop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The products in the database. */
@Repository
class Catalogue {
  private static final String COLUMNS = "SELECT id, sku, name, category, price_cents FROM product ";
  private final JdbcClient jdbc;

  Catalogue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** At most 50 products of a category, by id. */
  List<Product> ofCategory(String category) {
    return jdbc.sql(COLUMNS + "WHERE category = ? ORDER BY id LIMIT 50")
        .param(category)
        .query(Catalogue::product)
        .list();
  }

  Optional<Product> find(long id) {
    return jdbc.sql(COLUMNS + "WHERE id = ?").param(id).query(Catalogue::product).optional();
  }

  List<Product> findAll(List<Long> ids) {
    return jdbc.sql(COLUMNS + "WHERE id IN (:ids)")
        .param("ids", ids)
        .query(Catalogue::product)
        .list();
  }

  private static Product product(ResultSet row, int number) throws SQLException {
    return new Product(
        row.getLong("id"),
        row.getString("sku"),
        row.getString("name"),
        row.getString("category"),
        row.getLong("price_cents"));
  }
}
