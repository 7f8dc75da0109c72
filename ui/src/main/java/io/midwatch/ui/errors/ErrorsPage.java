package io.midwatch.ui.errors;

import io.midwatch.insight.error.InboxRow;
import io.midwatch.query.errors.ErrorRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Sparkline;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.format.TrendText;
import io.midwatch.ui.table.CsvTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inbox and {@code /errors.json}.
 *
 * @param tabs the states with how many bugs are in each
 * @param total bugs that match, on all pages
 * @param beyond occurrences of bugs that have no row of their own
 * @param next value of {@code after} for the bugs that follow, null when there are none
 * @param problem why the question was not asked, null when it was
 * @param notes what limits the answer, in words
 */
public record ErrorsPage(
    Window window,
    ErrorsForm form,
    List<Tab> tabs,
    List<InboxRow> rows,
    int total,
    long beyond,
    @Nullable String next,
    @Nullable String problem,
    List<String> notes) {
  private static final Format FORMAT = new Format();
  private static final int WIDTH = 84;
  private static final int HEIGHT = 24;

  public ErrorsPage {
    tabs = List.copyOf(tabs);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /** Bugs in one state. */
  public record Tab(ErrorMark mark, long count) {}

  /** The sentence the page begins with: {@code 3 new errors, 1 back again}. */
  public String headline() {
    if (problem != null) {
      return "Errors";
    }
    StringBuilder text = new StringBuilder(FORMAT.counted(all(), "error", "errors"));
    for (Tab tab : tabs) {
      boolean calls =
          tab.mark() == ErrorMark.NEW
              || tab.mark() == ErrorMark.ESCALATING
              || tab.mark() == ErrorMark.REGRESSED;
      if (calls && tab.count() > 0) {
        text.append(", ").append(FORMAT.exact(tab.count())).append(' ').append(tab.mark().word());
      }
    }
    return text.toString();
  }

  /** Bugs in all states. */
  public long all() {
    return tabs.stream().mapToLong(Tab::count).sum();
  }

  public ErrorMark mark(InboxRow row) {
    return ErrorMark.of(row.status());
  }

  public String title(ErrorRow row) {
    return ErrorTitle.of(row);
  }

  /** Occurrences per minute over the window. */
  public Figure perMinute(ErrorRow row) {
    return FORMAT.ratePerMinute(row.count() / (window.minutes() * 60));
  }

  public Sparkline line(InboxRow row) {
    Tone tone = mark(row).mark().equals("crit") ? Tone.CRIT : Tone.WARN;
    return Sparkline.of(
        new ErrorLines(window).perMinute(row.figures().series()), WIDTH, HEIGHT, tone);
  }

  /** {@code up}, {@code down} or {@code flat}. */
  public String trendKind(ErrorRow row) {
    return TrendText.kind(row.occurrences());
  }

  public String trendWord(ErrorRow row) {
    return TrendText.word(row.occurrences());
  }

  /** The bugs of this page as a file. */
  CsvTable csv() {
    CsvTable csv =
        new CsvTable(
                "errors",
                "id",
                "state",
                "type",
                "message",
                "place",
                "times",
                "times_before",
                "handled",
                "users",
                "tenants",
                "services",
                "first_seen_unix_nano",
                "last_seen_unix_nano",
                "first_version")
            .comparing(window);
    for (InboxRow row : rows) {
      ErrorRow figures = row.figures();
      csv.row(
          figures.id(),
          mark(row).label(),
          figures.type(),
          figures.message(),
          figures.place(),
          figures.count(),
          figures.countBefore(),
          figures.handled(),
          figures.users(),
          figures.tenants(),
          String.join(" ", figures.services()),
          row.firstSeenUnixNano(),
          figures.lastSeenUnixNano(),
          row.firstVersion());
    }
    return csv;
  }
}
