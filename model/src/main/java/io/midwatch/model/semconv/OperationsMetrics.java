package io.midwatch.model.semconv;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metrics from which the operations screens read backlog, pools and database pressure: one
 * meaning, every name it is sent under.
 *
 * <pre>
 * meaning          names                                             told apart by
 * QUEUE_DEPTH      rabbitmq.message.current, activemq.message.queue.size …   destination
 * POOL_CONNECTIONS db.client.connection.count ← db.client.connections.usage  pool, state
 * </pre>
 *
 * <p>Source: semantic conventions 1.44 (db.client.connection.*), the Collector's receivers for
 * RabbitMQ, Kafka and PostgreSQL, the Java agent's JMX metrics for ActiveMQ and its Kafka client
 * metrics, Micrometer for HikariCP.
 */
public final class OperationsMetrics {
  /** What a number means. */
  public enum Meaning {
    /** Messages waiting. */
    QUEUE_DEPTH,
    /** Age of the first waiting message, seconds. */
    QUEUE_OLDEST_AGE,
    QUEUE_CONSUMERS,
    /** Connections open on a database server. */
    DB_CONNECTIONS,
    /** Connections the server allows. */
    DB_CONNECTION_LIMIT,
    /** Locks held or waited for on the server. */
    DB_LOCKS,
    /** Deadlocks, counted from the start. */
    DB_DEADLOCKS,
    /** Blocks found in the server's cache, counted from the start. */
    DB_BLOCKS_HIT,
    /** Blocks the server read from disk, counted from the start. */
    DB_BLOCKS_READ,
    /** Connections of a client's pool, by state idle or used. */
    POOL_CONNECTIONS,
    POOL_MAX,
    /** Requests waiting for a connection of the pool. */
    POOL_PENDING,
    /** Requests that waited in vain, counted from the start. */
    POOL_TIMEOUTS
  }

  private static final Map<Meaning, List<String>> NAMES =
      Map.ofEntries(
          entry(
              Meaning.QUEUE_DEPTH,
              "rabbitmq.message.current",
              "activemq.message.queue.size",
              "activemq.message.current",
              "kafka.consumer_group.lag_sum",
              "kafka.consumer_group.lag",
              "kafka.consumer.records_lag",
              "kafka.consumer.fetch.manager.records.lag"),
          entry(
              Meaning.QUEUE_OLDEST_AGE,
              "messaging.queue.oldest_message.age",
              "activemq.message.oldest.age"),
          entry(
              Meaning.QUEUE_CONSUMERS,
              "rabbitmq.consumer.count",
              "activemq.consumer.count",
              "kafka.consumer_group.members"),
          entry(Meaning.DB_CONNECTIONS, "postgresql.backends"),
          entry(Meaning.DB_CONNECTION_LIMIT, "postgresql.connection.max"),
          entry(Meaning.DB_LOCKS, "postgresql.database.locks"),
          entry(Meaning.DB_DEADLOCKS, "postgresql.deadlocks"),
          entry(Meaning.DB_BLOCKS_HIT, "postgresql.blks_hit"),
          entry(Meaning.DB_BLOCKS_READ, "postgresql.blks_read"),
          entry(
              Meaning.POOL_CONNECTIONS,
              "db.client.connection.count",
              "db.client.connections.usage"),
          entry(
              Meaning.POOL_MAX,
              "db.client.connection.max",
              "db.client.connections.max",
              "hikaricp.connections.max"),
          entry(
              Meaning.POOL_PENDING,
              "db.client.connection.pending_requests",
              "db.client.connections.pending_requests",
              "hikaricp.connections.pending"),
          entry(
              Meaning.POOL_TIMEOUTS,
              "db.client.connection.timeouts",
              "db.client.connections.timeouts",
              "hikaricp.connections.timeout"));

  /** Keys that name the queue, best first. */
  public static final List<String> DESTINATION_KEYS =
      List.of(
          "messaging.destination.name",
          "rabbitmq.queue.name",
          "topic",
          "destination",
          "activemq.destination.name");

  /** Keys that name the database, best first. */
  public static final List<String> DATABASE_KEYS =
      List.of("db.namespace", "postgresql.database.name", "database");

  /** Keys that name a connection pool, best first. */
  public static final List<String> POOL_KEYS =
      List.of(
          "db.client.connection.pool.name", "db.client.connections.pool.name", "pool.name", "pool");

  /** Keys that tell idle from used connections, best first. */
  public static final List<String> POOL_STATE_KEYS =
      List.of("db.client.connection.state", "db.client.connections.state", "state");

  private OperationsMetrics() {}

  /** The names of a meaning, newest first: where two come from one sender, the first counts. */
  public static List<String> names(Meaning meaning) {
    return NAMES.getOrDefault(meaning, List.of());
  }

  /** Every name of every meaning asked for. */
  public static Set<String> namesOf(Meaning... meanings) {
    Set<String> names = new java.util.HashSet<>();
    for (Meaning meaning : meanings) {
      names.addAll(names(meaning));
    }
    return names;
  }

  /** The meaning of a metric's name, null when it has none here. */
  public static @Nullable Meaning meaning(String name) {
    for (Map.Entry<Meaning, List<String>> entry : NAMES.entrySet()) {
      if (entry.getValue().contains(name)) {
        return entry.getKey();
      }
    }
    return null;
  }

  private static Map.Entry<Meaning, List<String>> entry(Meaning meaning, String... names) {
    return Map.entry(meaning, List.of(names));
  }
}
