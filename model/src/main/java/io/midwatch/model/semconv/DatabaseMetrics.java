package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.MetricRow.row;
import static io.midwatch.model.semconv.MetricRow.same;
import static io.midwatch.model.semconv.MetricSpelling.in;
import static io.midwatch.model.semconv.MetricSpelling.sent;

import java.util.List;
import java.util.Map;

/**
 * Metrics of databases: their callers' calls and pools, and what servers and caches say of
 * themselves.
 *
 * <p>Source: semantic conventions, {@code db.client.*}; Micrometer for HikariCP, Tomcat's and R2DBC
 * pools and caches; the Collector's PostgreSQL, MySQL, MongoDB, Redis and Memcached receivers;
 * postgres_exporter, mysqld_exporter, mongodb_exporter, redis_exporter and memcached_exporter.
 */
final class DatabaseMetrics {
  static final String POOL = "db.client.connection.pool.name";
  static final String POOL_STATE = "db.client.connection.state";
  static final String DATABASE = "db.namespace";
  static final String PAGE_READ = "operation";
  static final String CACHE_RESULT = "result";
  static final String CACHE_NAME = "cache.name";
  static final String CACHE_OPERATION = "cache.operation";

  private static final List<MetricLabel> POOLS =
      List.of(
          MetricLabel.of(POOL, "db.client.connections.pool.name", "pool.name", "pool", "name"),
          MetricLabel.of(POOL_STATE, "db.client.connections.state", "state"));

  private static final List<MetricLabel> CALLS =
      List.of(
          MetricLabel.of("db.system.name", "db.system").changing(DatabaseNames.RENAMED_SYSTEMS),
          MetricLabel.of(DATABASE, "db.name"),
          MetricLabel.of("db.operation.name", "db.operation"),
          MetricLabel.of("db.collection.name", "db.sql.table"));

  private static final List<MetricLabel> SERVER =
      List.of(
          MetricLabel.of(DATABASE, "postgresql.database.name", "database", "datname", "schema"));

  private static final List<MetricLabel> PAGES =
      List.of(MetricLabel.of(DATABASE), MetricLabel.of(PAGE_READ));

  private static final List<MetricLabel> CACHE =
      List.of(
          MetricLabel.of(CACHE_RESULT, "type", "status")
              .changing(Map.of("hits", "hit", "misses", "miss")),
          MetricLabel.of(CACHE_NAME, "cache", "name", "db"),
          MetricLabel.of(CACHE_OPERATION, "operation", "command"));

  static final List<MetricRow> ROWS =
      List.of(
          row(
              CanonicalMetric.DB_CLIENT_DURATION,
              CALLS,
              sent("db.client.operation.duration"),
              in("ms", "jdbc.query"),
              in("ms", "lettuce.command.completion")),
          same(CanonicalMetric.DB_CLIENT_ROWS, CALLS, "db.client.response.returned_rows"),
          row(
              CanonicalMetric.POOL_CONNECTIONS,
              POOLS,
              sent("db.client.connection.count"),
              sent("db.client.connections.usage"),
              sent("hikaricp.connections.active").meaning(POOL_STATE, "used"),
              sent("hikaricp.connections.idle").meaning(POOL_STATE, "idle").beside(),
              sent("jdbc.connections.active").meaning(POOL_STATE, "used"),
              sent("jdbc.connections.idle").meaning(POOL_STATE, "idle").beside(),
              sent("r2dbc.pool.acquired").meaning(POOL_STATE, "used"),
              sent("r2dbc.pool.idle").meaning(POOL_STATE, "idle").beside()),
          same(
              CanonicalMetric.POOL_MAX,
              POOLS,
              "db.client.connection.limit",
              "db.client.connection.max",
              "db.client.connections.max",
              "hikaricp.connections.max",
              "jdbc.connections.max",
              "r2dbc.pool.max.allocated"),
          same(
              CanonicalMetric.POOL_IDLE_MAX,
              POOLS,
              "db.client.connection.idle.max",
              "db.client.connections.idle.max"),
          same(
              CanonicalMetric.POOL_IDLE_MIN,
              POOLS,
              "db.client.connection.idle.min",
              "db.client.connections.idle.min",
              "hikaricp.connections.min",
              "jdbc.connections.min"),
          same(
              CanonicalMetric.POOL_PENDING,
              POOLS,
              "db.client.connection.pending_requests",
              "db.client.connections.pending_requests",
              "hikaricp.connections.pending",
              "r2dbc.pool.pending"),
          same(
              CanonicalMetric.POOL_TIMEOUTS,
              POOLS,
              "db.client.connection.timeouts",
              "db.client.connections.timeouts",
              "hikaricp.connections.timeout"),
          row(
              CanonicalMetric.POOL_WAIT_TIME,
              POOLS,
              sent("db.client.connection.wait_time"),
              in("ms", "db.client.connections.wait_time"),
              in("ms", "hikaricp.connections.acquire")),
          row(
              CanonicalMetric.POOL_USE_TIME,
              POOLS,
              sent("db.client.connection.use_time"),
              in("ms", "db.client.connections.use_time"),
              in("ms", "hikaricp.connections.usage")),
          row(
              CanonicalMetric.POOL_CREATE_TIME,
              POOLS,
              sent("db.client.connection.create_time"),
              in("ms", "db.client.connections.create_time"),
              in("ms", "hikaricp.connections.creation")),
          same(
              CanonicalMetric.DB_CONNECTIONS,
              SERVER,
              "postgresql.backends",
              "pg_stat_database_numbackends",
              "mysql_global_status_threads_connected",
              "redis.clients.connected",
              "redis_connected_clients"),
          same(
              CanonicalMetric.DB_CONNECTION_LIMIT,
              SERVER,
              "postgresql.connection.max",
              "pg_settings_max_connections",
              "mysql_global_variables_max_connections",
              "redis_config_maxclients"),
          same(CanonicalMetric.DB_LOCKS, SERVER, "postgresql.database.locks", "pg_locks_count"),
          same(
              CanonicalMetric.DB_LOCK_WAITS,
              SERVER,
              "mysql_global_status_innodb_row_lock_current_waits"),
          same(
              CanonicalMetric.DB_DEADLOCKS,
              SERVER,
              "postgresql.deadlocks",
              "pg_stat_database_deadlocks"),
          same(
              CanonicalMetric.DB_ROLLBACKS,
              SERVER,
              "postgresql.rollbacks",
              "pg_stat_database_xact_rollback"),
          same(
              CanonicalMetric.DB_BLOCKS_HIT,
              SERVER,
              "postgresql.blks_hit",
              "pg_stat_database_blks_hit"),
          same(
              CanonicalMetric.DB_BLOCKS_READ,
              SERVER,
              "postgresql.blks_read",
              "pg_stat_database_blks_read"),
          row(
              CanonicalMetric.DB_PAGE_READS,
              PAGES,
              sent("mysql.buffer_pool.operations").with(PAGE_READ),
              sent("mysql_global_status_innodb_buffer_pool_read_requests")
                  .meaning(PAGE_READ, "read_requests"),
              sent("mysql_global_status_innodb_buffer_pool_reads")
                  .meaning(PAGE_READ, "reads")
                  .beside()),
          same(
              CanonicalMetric.DB_REPLICATION_LAG,
              SERVER,
              "postgresql.wal.lag",
              "pg_replication_lag_seconds",
              "pg_replication_lag",
              "mysql.replica.time_behind_source",
              "mysql_slave_status_seconds_behind_master",
              "mongodb_mongod_replset_member_replication_lag"),
          same(CanonicalMetric.DB_REPLICATION_DELAY, SERVER, "postgresql.replication.data_delay"),
          same(
              CanonicalMetric.DB_SIZE,
              SERVER,
              "postgresql.db_size",
              "pg_database_size_bytes",
              "mongodb.storage.size"),
          row(
              CanonicalMetric.CACHE_LOOKUPS,
              CACHE,
              sent("cache.gets"),
              sent("redis.keyspace.hits").meaning(CACHE_RESULT, "hit"),
              sent("redis.keyspace.misses").meaning(CACHE_RESULT, "miss").beside(),
              sent("redis_keyspace_hits_total").meaning(CACHE_RESULT, "hit"),
              sent("redis_keyspace_misses_total").meaning(CACHE_RESULT, "miss").beside(),
              sent("memcached.operations").with("type"),
              sent("memcached_commands_total").with("status")),
          same(
              CanonicalMetric.CACHE_EVICTIONS,
              CACHE,
              "cache.evictions",
              "redis.keys.evicted",
              "redis_evicted_keys_total"),
          same(CanonicalMetric.CACHE_ENTRIES, CACHE, "cache.size"));

  private DatabaseMetrics() {}
}
