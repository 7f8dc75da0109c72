package io.midwatch.storage.contract.rollup;

import static io.midwatch.storage.contract.rollup.RollupTable.Dimension.text;

import java.util.List;

/**
 * The rollups of failures, by the bug behind them. {@code derive} fills them, {@code query} reads
 * them. {@code count} is occurrences, {@code handled} those of them after which the operation went
 * on. {@code seen} is a distribution of times in microseconds since the epoch: its minimum is when
 * the row was first seen, its maximum when last, both exact. Counts may be corrected later, {@code
 * seen} and the sketches only grow: a row whose count is zero again says nothing.
 *
 * <pre>
 * errors         3f1c9a0b77d2e415 | checkout | POST /v1/checkout | 2.41.0 | production → 24, 0 | seen | users, tenants
 * error_groups   3f1c9a0b77d2e415 | IllegalStateException | cart * is empty | com.shop.Checkout.total → 24
 * error_tenants  3f1c9a0b77d2e415 | acme | checkout | 2.41.0 | production → 17, 0 | seen | users
 * </pre>
 */
public final class ErrorTables {
  /** Occurrences by bug and place; the endpoint is empty where no failed request was told of. */
  public static final RollupTable ERRORS =
      new RollupTable(
          "errors",
          List.of(
              text("group"),
              text("service"),
              text("endpoint"),
              text("version"),
              text("environment")),
          List.of("count", "handled"),
          List.of("seen"),
          List.of("users", "tenants"),
          2_000);

  /** What bugs are called; one row a bug. */
  public static final RollupTable ERROR_GROUPS =
      new RollupTable(
          "error_groups",
          List.of(text("group"), text("type"), text("message"), text("place")),
          List.of("count"),
          List.of(),
          List.of(),
          2_000);

  /** Occurrences by bug and customer, where the item, its request or its trace names one. */
  public static final RollupTable ERROR_TENANTS =
      new RollupTable(
          "error_tenants",
          List.of(
              text("group"), text("tenant"), text("service"), text("version"), text("environment")),
          List.of("count", "handled"),
          List.of("seen"),
          List.of("users"),
          10_000);

  /** All of them. */
  public static final List<RollupTable> ALL = List.of(ERRORS, ERROR_GROUPS, ERROR_TENANTS);

  private ErrorTables() {}
}
