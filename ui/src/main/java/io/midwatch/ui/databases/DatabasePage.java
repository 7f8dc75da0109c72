package io.midwatch.ui.databases;

import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.calls.CallsPart;
import io.midwatch.ui.chart.LineChart;
import io.midwatch.ui.chart.LineChartBuilder;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.signal.Signal;
import io.midwatch.ui.signal.Signals;
import io.midwatch.ui.signal.ValueLine;
import io.midwatch.ui.statements.StatementsPart;
import io.midwatch.ui.table.CsvTable;

/**
 * One database and {@code /databases/{id}.json}.
 *
 * @param statements that took the most time
 */
public record DatabasePage(
    Window window, DatabaseRow row, CallsPart calls, StatementsPart statements) {
  private static final Format FORMAT = new Format();
  private static final int HEIGHT = 120;

  public String name() {
    return DatabasesView.name(row);
  }

  public Signal signal() {
    return Signals.database(row);
  }

  /** Its pressure and its calls, in words. */
  public String sentence() {
    return pressureText() + calls.sentence();
  }

  /** Use of the tightest limit over time. */
  public LineChart pressure() {
    return new LineChartBuilder(
            "Use of the tightest limit",
            FORMAT.instant(window.range().fromUnixNano()),
            FORMAT.instant(window.range().toUnixNano()))
        .description(pressureText())
        .height(HEIGHT)
        .unit(value -> FORMAT.ratio(value).toString())
        .line(
            "used",
            ValueLine.of(window, row.pressure()),
            signal().mark().equals("crit") ? Tone.CRIT : Tone.NORMAL)
        .limit(1, "exhausted")
        .build();
  }

  /** Pools of the services that call it. */
  public PoolsTable pools() {
    return PoolsTable.of(row.pools());
  }

  /** What the server's hit ratio is of. */
  public String hits() {
    return switch (row.system()) {
      case "redis", "memcached" -> "keys looked up that were there";
      case "mysql", "mariadb" -> "page reads that did not go to disk";
      default -> "blocks that were not read from disk";
    };
  }

  CsvTable csv() {
    return calls.csv("database-callers");
  }

  private String pressureText() {
    DatabaseRow.Limit limit = row.tightest();
    if (limit == null) {
      return "";
    }
    String whose = limit.whose().isEmpty() ? "The server" : "The pool of " + limit.whose();
    Double pending = row.pending();
    return whose
        + " uses "
        + FORMAT.whole(limit.used())
        + " of "
        + FORMAT.whole(limit.max())
        + " connections"
        + (pending != null && pending >= 1
            ? " and "
                + FORMAT.counted(Math.round(pending), "request waits", "requests wait")
                + " for one"
            : "")
        + ". ";
  }
}
