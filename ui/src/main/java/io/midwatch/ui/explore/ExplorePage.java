package io.midwatch.ui.explore;

import io.midwatch.query.promql.series.Grid;
import io.midwatch.ui.chart.LineChart;
import io.midwatch.ui.chart.LineChartBuilder;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.shell.TimeWindow;
import io.midwatch.ui.table.CsvTable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /explore} and {@code /explore.json}.
 *
 * @param problem why there is no answer, null when there is one or nothing was asked
 * @param stepSeconds between two values
 * @param rows the series, ordered by labels, at most {@value ExploreView#MOST_SERIES}
 * @param series how many there are
 * @param exemplars the newest of the series the query reads
 * @param notes what the answer warns of
 */
record ExplorePage(
    ExploreForm form,
    @Nullable String problem,
    int stepSeconds,
    Grid grid,
    List<SeriesRow> rows,
    int series,
    List<ExemplarRow> exemplars,
    List<String> notes) {
  private static final Format FORMAT = new Format();

  /** Lines of a colour of their own; the others are grey. */
  private static final List<Tone> TONES = List.of(Tone.NORMAL, Tone.S2, Tone.S3, Tone.S4, Tone.S5);

  private static final int MOST_LINES = 50;

  ExplorePage {
    rows = List.copyOf(rows);
    exemplars = List.copyOf(exemplars);
    notes = List.copyOf(notes);
  }

  public boolean asked() {
    return form.query() != null;
  }

  /** The first lines over the window. */
  public LineChart chart() {
    Instant from = Instant.ofEpochMilli(grid.startMillis());
    Instant to = Instant.ofEpochMilli(grid.endMillis() + Math.max(1, grid.size() == 1 ? 1_000 : 0));
    LineChartBuilder chart =
        new LineChartBuilder("Answer", from, to)
            .height(260)
            .description(FORMAT.counted(series, "series", "series") + ".");
    for (int i = Math.min(rows.size(), MOST_LINES) - 1; i >= 0; i--) {
      chart.line(rows.get(i).text(), rows.get(i).values(), tone(i));
    }
    return chart.build();
  }

  private static Tone tone(int index) {
    return index < TONES.size() ? TONES.get(index) : Tone.MUTE;
  }

  /** The class of a row's mark. */
  public String mark(int index) {
    return index < TONES.size() ? "k" + (index + 1) : "k6";
  }

  /** A value with three digits. */
  public String figure(@Nullable Double value) {
    if (value == null) {
      return "—";
    }
    return FORMAT.number(value).toString();
  }

  public String resolution() {
    return FORMAT.duration(stepSeconds * 1e9).toString();
  }

  /** A line a series and step. */
  CsvTable csv() {
    CsvTable csv = new CsvTable("explore", "series", "time", "value");
    for (SeriesRow row : rows) {
      for (int i = 0; i < row.values().length; i++) {
        if (!Double.isNaN(row.values()[i])) {
          csv.row(row.text(), Instant.ofEpochMilli(grid.time(i)), row.values()[i]);
        }
      }
    }
    return csv;
  }

  /** Nothing asked yet, or nothing answered. */
  static ExplorePage without(ExploreForm form, TimeWindow window, @Nullable String problem) {
    int step = Steps.seconds(window, form.step());
    return new ExplorePage(
        form, problem, step, Steps.grid(window, step), List.of(), 0, List.of(), List.of());
  }
}
