package io.midwatch.storage.contract.rollup;

import static io.midwatch.storage.contract.rollup.RollupTable.Dimension.text;

import java.util.List;

/**
 * The rollups the operations screens read. {@code derive} fills them, {@code query} reads them;
 * both name rows and figures by these definitions. A dimension is empty when the item said nothing.
 * Durations are nanoseconds.
 *
 * <pre>
 * requests  checkout | POST /v1/checkout | server | 2.41.0 | production → 312, 24, 3, 0, 24 | duration
 * </pre>
 */
public final class OperationsTables {
  /**
   * SERVER and CONSUMER spans. {@code failed} by the server's fault; {@code client_errors} 4xx but
   * 429, {@code throttled} 429, {@code server_errors} HTTP 5xx.
   */
  public static final RollupTable REQUESTS =
      new RollupTable(
          "requests",
          List.of(
              text("service"),
              text("endpoint"),
              text("kind"),
              text("version"),
              text("environment")),
          List.of("requests", "failed", "client_errors", "throttled", "server_errors"),
          List.of("duration"),
          List.of(),
          5_000);

  /** CLIENT spans to a database, by caller. {@code database} is namespace, else server address. */
  public static final RollupTable DATABASES =
      new RollupTable(
          "databases",
          List.of(text("service"), text("system"), text("database"), text("environment")),
          List.of("calls", "failed"),
          List.of("duration"),
          List.of(),
          1_000);

  /**
   * Messaging spans by destination; {@code operation} is the canonical type (send, receive,
   * process). {@code queue_time} is how long messages waited, where a span says so.
   */
  public static final RollupTable QUEUES =
      new RollupTable(
          "queues",
          List.of(
              text("destination"),
              text("system"),
              text("operation"),
              text("service"),
              text("environment")),
          List.of("messages", "failed"),
          List.of("duration", "queue_time"),
          List.of(),
          1_000);

  /** CLIENT calls to hosts outside, by caller. {@code timeouts} are calls that got no answer. */
  public static final RollupTable THIRD_PARTIES =
      new RollupTable(
          "third_parties",
          List.of(text("host"), text("service"), text("environment")),
          List.of("calls", "failed", "throttled", "timeouts"),
          List.of("duration"),
          List.of(),
          1_000);

  /** SERVER and CONSUMER spans by the customer they served; users as distinct counts. */
  public static final RollupTable TENANTS =
      new RollupTable(
          "tenants",
          List.of(text("tenant"), text("service"), text("environment")),
          List.of("requests", "failed"),
          List.of(),
          List.of("users", "failed_users"),
          10_000);

  /**
   * Spans that stand for more than themselves because others were not sent: in all other tables
   * they count as often as that. {@code standing_for} is how often in all; {@code unknown} spans
   * were sampled nobody said how, and count once. No rows without sampling.
   */
  public static final RollupTable SAMPLED =
      new RollupTable(
          "sampled",
          List.of(text("service"), text("environment")),
          List.of("spans", "standing_for", "unknown"),
          List.of(),
          List.of(),
          1_000);

  /** All of them. */
  public static final List<RollupTable> ALL =
      List.of(REQUESTS, DATABASES, QUEUES, THIRD_PARTIES, TENANTS, SAMPLED);

  private OperationsTables() {}
}
