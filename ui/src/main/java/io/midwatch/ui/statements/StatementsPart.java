package io.midwatch.ui.statements;

import io.midwatch.query.operations.StatementRow;
import io.midwatch.query.operations.Statements;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.services.Health;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table of statements.
 *
 * @param total statements there are
 * @param totalNanos time spent in all of them
 */
public record StatementsPart(Window window, List<StatementRow> rows, int total, double totalNanos) {
  private static final Format FORMAT = new Format();

  public StatementsPart {
    rows = List.copyOf(rows);
  }

  public static StatementsPart of(Window window, Statements statements) {
    return new StatementsPart(
        window, statements.rows(), statements.total(), statements.totalNanos());
  }

  /** What a statement is called: what it does and to what, else its text. */
  public static String name(StatementRow row) {
    String name = (row.operation() + " " + row.collection()).strip();
    return name.isEmpty() ? text(row) : name;
  }

  /** Its text, or that there is none. */
  public static String text(StatementRow row) {
    return row.text().isEmpty() ? "(no text sent)" : row.text();
  }

  public String textOf(StatementRow row) {
    return text(row);
  }

  public Health health(StatementRow row) {
    return Health.of(row.now());
  }

  public Figure perMinute(StatementRow row) {
    return FORMAT.ratePerMinute(row.now().requests() / (window.minutes() * 60));
  }

  /** Rows of a call on average. */
  public String rows(StatementRow row) {
    return rows(row.rowsPerCall());
  }

  static String rows(@Nullable Double perCall) {
    if (perCall == null) {
      return "—";
    }
    return perCall > 0 && perCall < 10
        ? FORMAT.number(perCall).toString()
        : FORMAT.whole(perCall).toString();
  }

  /** Width of its share of the time, of 100. */
  public String share(StatementRow row) {
    return Bar.share(row.now().totalNanos(), totalNanos);
  }

  public Figure ratio(StatementRow row) {
    return FORMAT.ratio(totalNanos > 0 ? row.now().totalNanos() / totalNanos : 0);
  }
}
