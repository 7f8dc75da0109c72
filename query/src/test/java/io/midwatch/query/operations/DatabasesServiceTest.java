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

  @Test
  void aServerSaysHowFarItsReplicasAreAndHowBigItIs() {
    called("postgresql", "orders");
    called("mysql", "stock");
    called("mongodb", "carts");
    sent.gauge("collector", "postgresql.wal.lag", "s", 2, "operation", "write")
        .gauge("collector", "postgresql.wal.lag", "s", 9, "operation", "replay")
        .gauge("exporter", "pg_replication_lag_seconds", "", 40)
        .gauge("collector", "postgresql.replication.data_delay", "By", 4_096)
        .gauge("collector", "postgresql.db_size", "By", 12e9, "db.namespace", "orders")
        .gauge("collector", "postgresql.db_size", "By", 99e9, "db.namespace", "other")
        .gauge("collector", "mysql.replica.time_behind_source", "s", 7)
        .gauge("exporter", "mysql_global_status_innodb_row_lock_current_waits", "", 3)
        .gauge("exporter", "mongodb_mongod_replset_member_replication_lag", "", 5)
        .gauge("collector", "mongodb.storage.size", "By", 3e6, "database", "carts");

    assertThat(row("orders").server())
        .isEqualTo(new DatabaseServer(12e9, 9.0, 4_096.0, null, null, null));
    assertThat(row("stock").server())
        .isEqualTo(new DatabaseServer(null, 7.0, null, null, 3.0, null));
    assertThat(row("carts").server())
        .isEqualTo(new DatabaseServer(3e6, 5.0, null, null, null, null));
  }

  @Test
  void hitsOfAServersCacheAreThoseOfTheWindow() {
    called("postgresql", "orders");
    called("redis", "0");
    sent.counter("collector", "postgresql.blks_hit", 1_000, 1_990, "db.namespace", "orders")
        .counter("collector", "postgresql.blks_read", 5_000, 5_010, "db.namespace", "orders")
        .counter("collector", "postgresql.deadlocks", 7, 9, "db.namespace", "orders")
        .counter("collector", "redis.keyspace.hits", 100, 175)
        .counter("collector", "redis.keyspace.misses", 0, 25)
        .counter("exporter", "redis_keyspace_hits_total", 100, 175)
        .counter("exporter", "redis_keyspace_misses_total", 0, 25);

    assertThat(row("orders").server().cacheHitRatio()).isEqualTo(0.99);
    assertThat(row("orders").server().deadlocks()).isEqualTo(2);
    assertThat(row("0").server().cacheHitRatio()).isEqualTo(0.75);
  }

  @Test
  void hitsOfABufferPoolAreTheReadsThatDidNotGoToDisk() {
    called("mysql", "stock");
    called("mariadb", "carts");
    sent.counter("exporter", "mysql_global_status_innodb_buffer_pool_read_requests", 500, 900)
        .counter("exporter", "mysql_global_status_innodb_buffer_pool_reads", 10, 30);

    assertThat(row("stock").server().cacheHitRatio()).isEqualTo(0.95);
    assertThat(row("carts").server().cacheHitRatio()).isEqualTo(0.95);

    String receiver = "mysql.buffer_pool.operations";
    sent.counter("collector", receiver, 1_000, 1_200, "operation", "read_requests")
        .counter("collector", receiver, 60, 110, "operation", "reads")
        .counter("collector", receiver, 0, 9_000, "operation", "write_requests");

    assertThat(row("stock").server().cacheHitRatio())
        .as("of two collectors one counts")
        .isEqualTo(0.75);
  }

  @Test
  void aServerThatSaysNothingIsSilent() {
    called("postgresql", "orders");

    assertThat(row("orders").server().silent()).isTrue();
  }

  @Test
  void anEnvironmentsDatabaseHasTheServerAndPoolsOfThatEnvironment() {
    called("postgresql", "orders");
    sent.in("deployment.environment.name", "eu")
        .gauge("collector", "postgresql.backends", "", 40, "db.namespace", "orders")
        .gauge("shop", "hikaricp.connections.active", "", 7, "pool", "orders")
        .in("deployment.environment.name", "us")
        .gauge("collector", "postgresql.backends", "", 9, "db.namespace", "orders")
        .gauge("shop", "hikaricp.connections.active", "", 3, "pool", "orders");

    DatabaseRow eu =
        new DatabasesService(rollups, new MetricLookup(sent))
            .databases(new Window(WINDOW.range(), "eu", null))
            .rows()
            .getFirst();

    assertThat(eu.connections()).isEqualTo(40);
    assertThat(eu.pools()).singleElement().satisfies(pool -> assertThat(pool.used()).isEqualTo(7));
  }

  @Test
  void poolsOfServicesThatCallNoDatabaseAreBesideTheList() {
    called("postgresql", "orders");
    sent.gauge("shop", "hikaricp.connections.active", "", 7, "pool", "orders")
        .gauge("jobs", "hikaricp.connections.active", "", 2, "pool", "jobs")
        .gauge(
            SentMetrics.TIME - 301_000_000_000L,
            "gone",
            "gone-1",
            "hikaricp.connections.active",
            "",
            2,
            "pool",
            "gone");

    DatabasesService.Board board =
        new DatabasesService(rollups, new MetricLookup(sent)).board(WINDOW);

    assertThat(board.databases().rows())
        .singleElement()
        .satisfies(
            row -> assertThat(row.pools()).extracting(PoolRow::service).containsExactly("shop"));
    assertThat(board.others())
        .containsExactly(new PoolRow("jobs", "jobs-1", "jobs", 2.0, null, null));
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
