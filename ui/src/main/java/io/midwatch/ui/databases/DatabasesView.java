package io.midwatch.ui.databases;

import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.operations.DatabasesService;
import io.midwatch.query.operations.Statements;
import io.midwatch.query.operations.StatementsService;
import io.midwatch.query.text.PathId;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.ui.calls.CallsPart;
import io.midwatch.ui.shell.Shell;
import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.signal.Signals;
import io.midwatch.ui.statements.StatementsPart;
import io.midwatch.ui.table.CsvTable;
import io.midwatch.ui.table.ListForm;
import io.midwatch.ui.table.ShownRows;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Answers the database pages. */
@Component
final class DatabasesView {
  private static final Map<String, Comparator<DatabaseRow>> ORDERS =
      Map.of(
          "name", Comparator.comparing(DatabasesView::name),
          "-calls", descending(DatabaseRow::calls),
          "-failed", descending(row -> row.calls() == 0 ? 0 : (double) row.failed() / row.calls()),
          "-p95", descending(row -> row.p95Nanos() == null ? 0 : row.p95Nanos()));

  /** Pools of no database on the list. */
  private static final int OTHER_POOLS = 20;

  /** Statements on the page of a database. */
  private static final int STATEMENTS = 8;

  private final DatabasesService databases;
  private final StatementsService statements;

  DatabasesView(DatabasesService databases, StatementsService statements) {
    this.databases = databases;
    this.statements = statements;
  }

  /** What a database is called: its name, else the system's. */
  static String name(DatabaseRow row) {
    return row.database().isEmpty() ? row.system() : row.database();
  }

  /** Its path id; two systems may have databases of one name. */
  static String id(DatabaseRow row) {
    return PathId.of(row.system() + "~" + row.database());
  }

  DatabasesPage list(ViewParameters at, ListForm form) {
    DatabasesService.Board board = databases.board(at.question());
    Listed<DatabaseRow> found = board.databases();
    return new DatabasesPage(
        at.question(),
        ShownRows.of(found.rows(), form, DatabasesView::name, ORDERS),
        found.rows().stream()
            .filter(row -> Signals.database(row).mark().equals("crit"))
            .map(DatabasesView::name)
            .toList(),
        PoolsTable.atMost(OTHER_POOLS, board.others()),
        found.completeness().reasons());
  }

  CsvTable csv(ViewParameters at, ListForm form) {
    CsvTable csv =
        new CsvTable(
            "databases",
            "database",
            "system",
            "tightest_limit",
            "used",
            "max",
            "waiting_for_a_connection",
            "calls",
            "failed",
            "p95_seconds",
            "callers",
            "size_bytes",
            "replication_lag_seconds",
            "cache_hit_ratio");
    for (DatabaseRow row :
        ShownRows.matching(
            databases.databases(at.question()).rows(), form, DatabasesView::name, ORDERS)) {
      DatabaseRow.Limit limit = row.tightest();
      csv.row(
          row.database(),
          row.system(),
          limit == null ? null : limit.what(),
          limit == null ? null : limit.used(),
          limit == null ? null : limit.max(),
          row.pending(),
          row.calls(),
          row.failed(),
          CsvTable.seconds(row.p95Nanos()),
          String.join(" ", row.callers()),
          row.server().sizeBytes(),
          row.server().replicationLagSeconds(),
          row.server().cacheHitRatio());
    }
    return csv;
  }

  /** The database of a path id; empty when nobody called it in the window. */
  Optional<DatabasePage> one(ViewParameters at, String id) {
    Window window = at.question();
    return databases.databases(window).rows().stream()
        .filter(row -> id(row).equals(id))
        .findFirst()
        .flatMap(row -> databases.database(window, row.system(), row.database()))
        .map(detail ->
            new DatabasePage(
                window,
                detail.row(),
                CallsPart.of(window, detail.calls(), query(detail.row())),
                StatementsPart.of(window, statements(window, detail.row()))));
  }

  private Statements statements(Window window, DatabaseRow row) {
    return statements.statements(
        new StatementsService.Question(
            window, row.system(), row.database(), null, null, STATEMENTS));
  }

  /** Spans that call it; the rollup's name is the namespace, else the server's address. */
  private static String query(DatabaseRow row) {
    String system = Shell.query("db.system.name", row.system());
    return row.database().isEmpty()
        ? system
        : system + " " + Shell.query("db.namespace", row.database());
  }

  private static Comparator<DatabaseRow> descending(ToDoubleFunction<DatabaseRow> figure) {
    return Comparator.comparingDouble(row -> -figure.applyAsDouble(row));
  }
}
