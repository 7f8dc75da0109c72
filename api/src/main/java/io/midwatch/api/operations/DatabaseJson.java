package io.midwatch.api.operations;

import io.midwatch.api.json.ValuePointJson;
import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.operations.DatabaseServer;
import io.midwatch.query.operations.PoolRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One database as its callers see it and, when its figures are sent, as it sees itself. What nobody
 * sent is null, never zero.
 *
 * @param tightest the limit nearest to exhaustion
 * @param pending requests waiting for a connection of any caller's pool
 * @param callers services that called it
 * @param server what it says of itself besides its connections
 * @param pressure used share of the tightest limit over the window, 0 to 1
 */
public record DatabaseJson(
    String system,
    String database,
    long calls,
    long failed,
    @Nullable Double p95Nanos,
    @Nullable Double connections,
    @Nullable Double connectionLimit,
    @Nullable Limit tightest,
    @Nullable Double pending,
    List<String> callers,
    List<Pool> pools,
    Server server,
    List<ValuePointJson> pressure) {

  /**
   * {@code what} is pool or connections; {@code service} whose pool, empty for the server's own.
   */
  public record Limit(String what, String service, double used, double max, double ratio) {
    private static @Nullable Limit of(DatabaseRow.@Nullable Limit limit) {
      return limit == null
          ? null
          : new Limit(limit.what(), limit.whose(), limit.used(), limit.max(), limit.ratio());
    }
  }

  /** One pool of one service instance. */
  public record Pool(
      String service,
      String instance,
      String pool,
      @Nullable Double used,
      @Nullable Double max,
      @Nullable Double pending) {
    private static Pool of(PoolRow row) {
      return new Pool(
          row.service(), row.instance(), row.pool(), row.used(), row.max(), row.pending());
    }
  }

  /**
   * Sizes in bytes; {@code cacheHitRatio} and {@code deadlocks} over the window, the others as last
   * said.
   */
  public record Server(
      @Nullable Double sizeBytes,
      @Nullable Double replicationLagSeconds,
      @Nullable Double replicationDelayBytes,
      @Nullable Double cacheHitRatio,
      @Nullable Double lockWaits,
      @Nullable Double deadlocks) {
    private static Server of(DatabaseServer server) {
      return new Server(
          server.sizeBytes(),
          server.replicationLagSeconds(),
          server.replicationDelayBytes(),
          server.cacheHitRatio(),
          server.lockWaits(),
          server.deadlocks());
    }
  }

  public static DatabaseJson of(DatabaseRow row) {
    return new DatabaseJson(
        row.system(),
        row.database(),
        row.calls(),
        row.failed(),
        row.p95Nanos(),
        row.connections(),
        row.connectionLimit(),
        Limit.of(row.tightest()),
        row.pending(),
        row.callers(),
        row.pools().stream().map(Pool::of).toList(),
        Server.of(row.server()),
        ValuePointJson.of(row.pressure()));
  }
}
