package io.midwatch.storage.contract.rollup;

import static io.midwatch.storage.contract.rollup.RollupTable.Dimension.text;

import java.util.List;

/**
 * Rollups of what several spans of a trace tell together. What was counted before its other part
 * came is taken back when that comes, so a row may be left with counts of zero; readers ignore it.
 *
 * <pre>
 * edges        checkout | payments | call | production     → 312, 24 | client_duration, server_duration
 * edges        checkout | orders-db | database | production → 900, 0 | client_duration
 * edges                 | payments | call | production     → 3, 1    callers that never told
 * trace_joins  tenant | checkout | production              → late 2, evicted 0
 * </pre>
 */
public final class TraceTables {
  /**
   * Who calls whom. {@code kind} is {@code call}, {@code message}, {@code database} or {@code
   * third_party}; {@code server} a service, for the latter two the database or host. An end no span
   * told of is empty. Both ends known: {@code server_duration} and, of messages, {@code queue_time}
   * are recorded, too; an end unknown: no duration is. The bucket is that of the callee's span,
   * where there is one, and so is the environment. Durations are nanoseconds.
   */
  public static final RollupTable EDGES =
      new RollupTable(
          "edges",
          List.of(text("client"), text("server"), text("kind"), text("environment")),
          List.of("requests", "failed"),
          List.of("client_duration", "server_duration", "queue_time"),
          List.of(),
          2_000);

  /**
   * What the trace join could not bring together, by what was missing: {@code tenant}, {@code
   * caller}, {@code link} or the {@code endpoint} of a statement. {@code late} spans came after the
   * window; for {@code evicted} ones there was no memory.
   */
  public static final RollupTable TRACE_JOINS =
      new RollupTable(
          "trace_joins",
          List.of(text("fact"), text("service"), text("environment")),
          List.of("late", "evicted"),
          List.of(),
          List.of(),
          1_000);

  /** All of them. */
  public static final List<RollupTable> ALL = List.of(EDGES, TRACE_JOINS);

  private TraceTables() {}
}
