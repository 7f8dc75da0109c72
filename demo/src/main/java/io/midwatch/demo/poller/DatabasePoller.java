package io.midwatch.demo.poller;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads PostgreSQL's own statistics over JDBC, under the names of the OpenTelemetry Collector's
 * receiver. The resource is service {@code orders-db} with {@code postgresql.database.name}.
 *
 * <pre>
 * postgresql.backends 24
 * postgresql.database.locks{mode="RowExclusiveLock",lock_type="relation"} 3
 * </pre>
 */
public final class DatabasePoller {
  private static final String FIGURES =
      """
      SELECT d.numbackends AS backends, current_setting('max_connections')::bigint AS connection_max, d.deadlocks,
             d.blks_hit, d.blks_read, d.xact_commit AS commits, d.xact_rollback AS rollbacks,
             pg_database_size(d.datname) AS db_size
      FROM pg_stat_database d WHERE d.datname = current_database()\
      """;
  private static final String LOCKS =
      """
      SELECT mode, locktype, count(*) FROM pg_locks WHERE database = (SELECT oid FROM pg_database WHERE datname =
      current_database()) AND pid <> pg_backend_pid() GROUP BY mode, locktype\
      """;

  private final String jdbcUrl;
  private final String user;

  /** Prepares a poller of the database at this URL, as a user without a password. */
  public DatabasePoller(String jdbcUrl, String user) {
    this.jdbcUrl = jdbcUrl;
    this.user = user;
  }

  /** Starts sending to the OTLP/HTTP base URL. */
  public void start(String otlpHttp) throws SQLException {
    String version;
    String database;
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, "")) {
      version = connection.getMetaData().getDatabaseProductVersion();
      database = connection.getCatalog();
    }
    Meter meter =
        MetricsExport.meter(
            otlpHttp,
            "orders-db",
            version,
            Attributes.builder()
                .put("postgresql.database.name", database)
                .put("db.system.name", "postgresql")
                .build());
    Map<String, ObservableLongMeasurement> figures = new LinkedHashMap<>();
    figures.put(
        "backends", meter.upDownCounterBuilder("postgresql.backends").setUnit("1").buildObserver());
    figures.put(
        "db_size", meter.upDownCounterBuilder("postgresql.db_size").setUnit("By").buildObserver());
    figures.put(
        "connection_max",
        meter
            .gaugeBuilder("postgresql.connection.max")
            .ofLongs()
            .setUnit("{connections}")
            .buildObserver());
    for (String column :
        new String[] {"deadlocks", "blks_hit", "blks_read", "commits", "rollbacks"}) {
      figures.put(
          column, meter.counterBuilder("postgresql." + column).setUnit("1").buildObserver());
    }
    var locks =
        meter.gaugeBuilder("postgresql.database.locks").ofLongs().setUnit("{lock}").buildObserver();
    meter.batchCallback(
        () -> read(figures, locks), locks, figures.values().toArray(ObservableMeasurement[]::new));
  }

  private void read(
      Map<String, ObservableLongMeasurement> figures, ObservableLongMeasurement locks) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, "");
        Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(FIGURES)) {
        row.next();
        for (Map.Entry<String, ObservableLongMeasurement> figure : figures.entrySet()) {
          figure.getValue().record(row.getLong(figure.getKey()));
        }
      }
      try (ResultSet rows = statement.executeQuery(LOCKS)) {
        while (rows.next()) {
          locks.record(
              rows.getLong(3),
              Attributes.builder()
                  .put("mode", rows.getString(1))
                  .put("lock_type", rows.getString(2))
                  .build());
        }
      }
    } catch (SQLException e) {
      System.err.println("Can't read the database's statistics: " + e.getMessage());
    }
  }
}
