package io.midwatch.ui.statements;

import io.midwatch.query.operations.StatementRow;
import io.midwatch.query.operations.Statements;
import io.midwatch.query.operations.StatementsService;
import io.midwatch.query.operations.StatementsService.Question;
import io.midwatch.query.text.PathId;
import io.midwatch.query.window.Window;
import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.CsvTable;
import io.midwatch.ui.table.ListForm;
import io.midwatch.ui.table.ShownRows;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the statement pages. */
@Component
final class StatementsView {
  private static final Map<String, Comparator<StatementRow>> ORDERS =
      Map.of(
          "name", Comparator.comparing(StatementRow::text),
          "-calls", descending(row -> row.now().requests()),
          "-failed", descending(row -> row.now().failed()),
          "-p50", descending(row -> orZero(row.now().p50Nanos())),
          "-p95", descending(row -> orZero(row.now().p95Nanos())),
          "-rows", descending(row -> orZero(row.rowsPerCall())));

  private final StatementsService statements;

  StatementsView(StatementsService statements) {
    this.statements = statements;
  }

  /** What its database is called. */
  static String database(StatementRow row) {
    return row.database().isEmpty() ? row.system() : row.database();
  }

  StatementsPage list(ViewParameters at, String id, ListForm form) {
    Window window = at.question();
    Statements all = all(window);
    List<StatementRow> own = ofDatabase(all.rows(), id);
    ShownRows<StatementRow> shown = ShownRows.of(own, form, StatementsView::name, ORDERS);
    double nanos = own.stream().mapToDouble(row -> row.now().totalNanos()).sum();
    return new StatementsPage(
        window,
        own.isEmpty() ? id : database(own.getFirst()),
        id,
        shown,
        new StatementsPart(window, shown.rows(), own.size(), nanos),
        all.completeness().reasons());
  }

  CsvTable csv(ViewParameters at, String id, ListForm form) {
    CsvTable csv =
        new CsvTable(
            "statements",
            "id",
            "statement",
            "operation",
            "collection",
            "calls",
            "failed",
            "p50_seconds",
            "p95_seconds",
            "p99_seconds",
            "total_seconds",
            "rows_per_call");
    for (StatementRow row :
        ShownRows.matching(
            ofDatabase(all(at.question()).rows(), id), form, StatementsView::name, ORDERS)) {
      csv.row(
          row.id(),
          row.text(),
          row.operation(),
          row.collection(),
          row.now().requests(),
          row.now().failed(),
          CsvTable.seconds(row.now().p50Nanos()),
          CsvTable.seconds(row.now().p95Nanos()),
          CsvTable.seconds(row.now().p99Nanos()),
          CsvTable.seconds(row.now().totalNanos()),
          row.rowsPerCall());
    }
    return csv;
  }

  /** The statement of an id; empty when nobody asked it in the window. */
  Optional<StatementPage> one(ViewParameters at, String id) {
    Window window = at.question();
    return statements.statement(window, id).map(detail -> StatementPage.of(window, detail));
  }

  private Statements all(Window window) {
    return statements.statements(new Question(window, null, null, null, null, Integer.MAX_VALUE));
  }

  private static List<StatementRow> ofDatabase(List<StatementRow> rows, String id) {
    return rows.stream()
        .filter(row -> PathId.of(row.system() + "~" + row.database()).equals(id))
        .toList();
  }

  private static String name(StatementRow row) {
    return row.text() + " " + StatementsPart.name(row);
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  private static Comparator<StatementRow> descending(ToDoubleFunction<StatementRow> figure) {
    return Comparator.comparingDouble(row -> -figure.applyAsDouble(row));
  }
}
