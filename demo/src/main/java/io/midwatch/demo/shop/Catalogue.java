package io.midwatch.demo.shop;

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
        .query(Product.class)
        .list();
  }

  Optional<Product> find(long id) {
    return jdbc.sql(COLUMNS + "WHERE id = ?").param(id).query(Product.class).optional();
  }

  List<Product> findAll(List<Long> ids) {
    return jdbc.sql(COLUMNS + "WHERE id IN (:ids)").param("ids", ids).query(Product.class).list();
  }
}
