package io.midwatch.query.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One database as its callers see it and, when its figures are sent, as it sees itself.
 *
 * @param calls statements from spans
 * @param p95Nanos of the calls, null without calls
 * @param connections in use on the server, null when not sent
 * @param connectionLimit of the server, null when not sent
 * @param tightest the limit nearest to exhaustion, null when none is known
 * @param pending requests waiting for a connection of any caller's pool, null when not sent
 * @param callers services that called it
 * @param server what it says of itself besides
 * @param pressure used share of the tightest limit over the window
 */
public record DatabaseRow(
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
    List<PoolRow> pools,
    DatabaseServer server,
    List<ValuePoint> pressure) {
  public DatabaseRow {
    callers = List.copyOf(callers);
    pools = List.copyOf(pools);
    pressure = List.copyOf(pressure);
  }

  /** Something that can run out: {@code "pool"} 47 of 50, whose is the service or empty. */
  public record Limit(String what, String whose, double used, double max) {
    public double ratio() {
      return used / max;
    }
  }
}
