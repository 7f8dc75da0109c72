package io.midwatch.query.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupKey;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class DatabasesServiceTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final Window WINDOW =
      Window.of(new TimeRange(SentMetrics.TIME - 5 * MINUTE, SentMetrics.TIME + MINUTE));

  private final InMemoryRollups rollups =
      new InMemoryRollups(
          OperationsTables.ALL,
          InstantSource.fixed(Instant.ofEpochSecond(SentMetrics.TIME / 1_000_000_000 + 60)),
          InMemoryRollups.DEFAULT_RETENTION);
  private final SentMetrics sent = new SentMetrics();
  private long position;

  @Test
  void aServersFiguresBelongToDatabasesOfItsSystem() {
    called("postgresql", "orders");
    called("mysql", "stock");
    sent.gauge("collector", "postgresql.backends", "", 40, "db.namespace", "orders")
        .gauge("collector", "postgresql.backends", "", 9, "db.namespace", "other")
        .gauge("collector", "postgresql.connection.max", "", 100)
        .gauge("exporter", "mysql_global_status_threads_connected", "", 7)
        .gauge("exporter", "mysql_global_variables_max_connections", "", 150)
        .gauge("exporter", "redis_config_maxclients", "", 10_000);

    DatabaseRow orders = row("orders");
    DatabaseRow stock = row("stock");

    assertThat(orders.connections()).isEqualTo(40);
    assertThat(orders.connectionLimit()).isEqualTo(100);
    assertThat(stock.connections()).isEqualTo(7);
    assertThat(stock.connectionLimit()).isEqualTo(150);
  }

  @Test
  void aServerThatTwoCollectorsTellOfIsCountedOnce() {
    called("postgresql", "orders");
    sent.gauge("collector", "postgresql.backends", "", 40, "db.namespace", "orders")
        .gauge("exporter", "pg_stat_database_numbackends", "", 40, "datname", "orders");

    assertThat(row("orders").connections()).isEqualTo(40);
  }

  private DatabaseRow row(String database) {
    return new DatabasesService(rollups, new MetricLookup(sent))
        .databases(WINDOW).rows().stream()
            .filter(row -> row.database().equals(database))
            .findFirst()
            .orElseThrow();
  }

  private void called(String system, String database) {
    rollups.apply(
        ++position,
        sink ->
            sink.cell(
                    OperationsTables.DATABASES,
                    SentMetrics.TIME - MINUTE,
                    RollupKey.ofTexts("shop", system, database, "eu"))
                .count(0, 1));
  }
}
