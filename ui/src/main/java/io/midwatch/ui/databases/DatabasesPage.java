package io.midwatch.ui.databases;

import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.chart.Sparkline;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.signal.Signal;
import io.midwatch.ui.signal.Signals;
import io.midwatch.ui.signal.ValueLine;
import io.midwatch.ui.table.ShownRows;
import java.util.List;

/**
 * The list of databases and {@code /databases.json}.
 *
 * @param starved names of those short of connections
 * @param pools of services that call none of the databases, the one nearest to its size first
 * @param notes what limits the answer, in words
 */
public record DatabasesPage(
    Window window,
    ShownRows<DatabaseRow> shown,
    List<String> starved,
    PoolsTable pools,
    List<String> notes) {
  private static final Format FORMAT = new Format();
  private static final int WIDTH = 104;
  private static final int HEIGHT = 24;

  public DatabasesPage {
    starved = List.copyOf(starved);
    notes = List.copyOf(notes);
  }

  /** The sentence the page begins with. */
  public String headline() {
    if (shown.total() == 0) {
      return "Databases";
    }
    String all = FORMAT.counted(shown.total(), "database", "databases");
    return starved.isEmpty()
        ? all + ", none short of connections"
        : all + ", " + FORMAT.exact(starved.size()) + " short of connections";
  }

  public String name(DatabaseRow row) {
    return DatabasesView.name(row);
  }

  public String id(DatabaseRow row) {
    return DatabasesView.id(row);
  }

  public Signal signal(DatabaseRow row) {
    return Signals.database(row);
  }

  public Figure perMinute(DatabaseRow row) {
    return FORMAT.ratePerMinute(row.calls() / (window.minutes() * 60));
  }

  /** Width of the tightest limit's use, of 100. */
  public String use(DatabaseRow row) {
    return row.tightest() == null ? "0" : Bar.share(row.tightest().ratio(), 1);
  }

  /** Use of the tightest limit over the window; the top is the limit. */
  public Sparkline pressure(DatabaseRow row) {
    Tone tone = signal(row).mark().equals("crit") ? Tone.CRIT : Tone.NORMAL;
    return Sparkline.of(
        ValueLine.of(window, row.pressure()),
        new double[0],
        row.pressure().isEmpty() ? Double.NaN : 1,
        1,
        WIDTH,
        HEIGHT,
        tone);
  }
}
