package io.midwatch.storage.contract.rollup;

import static io.midwatch.storage.contract.rollup.RollupTable.Dimension.text;

import java.util.List;

/**
 * The rollups of what databases are asked. {@code derive} fills them, {@code query} reads them.
 * Durations are nanoseconds.
 *
 * <pre>
 * statements           90be5d1121f0aa3c | SELECT * FROM cart WHERE id = ? | SELECT | cart | postgresql | orders
 *                        | shop | production → 900, 2, 880, 880 | duration
 * statement_endpoints  90be5d1121f0aa3c | shop | GET /cart | production → 850, 2, 4200000000
 * </pre>
 */
public final class StatementTables {
  /**
   * CLIENT spans to a database by what they ask: {@code text} without its values. {@code statement}
   * stands for the text in this database. {@code rows} is what {@code with_rows} of the calls said
   * came back.
   */
  public static final RollupTable STATEMENTS =
      new RollupTable(
          "statements",
          List.of(
              text("statement"),
              text("text"),
              text("operation"),
              text("collection"),
              text("system"),
              text("database"),
              text("service"),
              text("environment")),
          List.of("calls", "failed", "rows", "with_rows"),
          List.of("duration"),
          List.of(),
          2_000);

  /**
   * The same calls by the request they were made for, once that is known: the difference to {@link
   * #STATEMENTS} are calls no request is known of. {@code nanos} is the time they took together.
   */
  public static final RollupTable STATEMENT_ENDPOINTS =
      new RollupTable(
          "statement_endpoints",
          List.of(text("statement"), text("service"), text("endpoint"), text("environment")),
          List.of("calls", "failed", "nanos"),
          List.of(),
          List.of(),
          4_000);

  /** All of them. */
  public static final List<RollupTable> ALL = List.of(STATEMENTS, STATEMENT_ENDPOINTS);

  private StatementTables() {}
}
