package io.midwatch.ui.logs;

import io.midwatch.ui.chart.StackedBars;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.shell.TimeWindow;
import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.CsvTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log page and {@code /logs.json}.
 *
 * @param form what was asked for
 * @param stepNanos width of a histogram bar
 * @param histogram records by time and level; absent steps had none
 * @param total records that match in the window
 * @param lines newest first; none when patterns were asked for
 * @param patterns null unless asked for
 * @param next value of {@code after} for the lines that follow, null when there are none
 * @param problem why the search was not run, null when it was
 * @param notes what limits the answer, in words
 */
public record LogsPage(
    LogsForm form,
    long stepNanos,
    List<Bucket> histogram,
    long total,
    List<LogLine> lines,
    @Nullable PatternList patterns,
    @Nullable String next,
    @Nullable String problem,
    List<String> notes) {
  private static final Format FORMAT = new Format();
  private static final List<String> CLASSES = List.of("lv-other", "lv-warn", "lv-error");

  public LogsPage {
    histogram = List.copyOf(histogram);
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /** Records of one step, by level. */
  public record Bucket(long startUnixNano, long errors, long warnings, long others) {
    long total() {
      return errors + warnings + others;
    }
  }

  public long errors() {
    return histogram.stream().mapToLong(Bucket::errors).sum();
  }

  /** The histogram drawn over the window; each bar leads to its own stretch of time. */
  public StackedBars chart(ViewParameters at) {
    double length = at.window().endNanos() - at.window().startNanos();
    List<StackedBars.Step> steps = new ArrayList<>();
    for (Bucket bucket : histogram) {
      TimeWindow inside =
          TimeWindow.absolute(
              FORMAT.instant(bucket.startUnixNano()),
              FORMAT.instant(bucket.startUnixNano() + stepNanos));
      steps.add(
          new StackedBars.Step(
              (bucket.startUnixNano() - at.window().startNanos()) / length,
              stepNanos / length,
              FORMAT.time(inside.start())
                  + ": "
                  + FORMAT.counted(bucket.total(), "line", "lines")
                  + ", "
                  + FORMAT.counted(bucket.errors(), "error", "errors"),
              form.link(at).in(inside).toString(),
              List.of(bucket.others(), bucket.warnings(), bucket.errors())));
    }
    return StackedBars.of(at.window().start(), at.window().end(), steps, CLASSES);
  }

  /** The lines of this page, or its patterns, as a file. */
  CsvTable csv() {
    if (patterns != null) {
      return patterns.csv();
    }
    CsvTable csv =
        new CsvTable(
            "logs", "time_unix_nano", "level", "service", "body", "tenant", "trace_id", "span_id");
    for (LogLine line : lines) {
      csv.row(
          line.timeUnixNano(),
          line.level(),
          line.service(),
          line.body(),
          line.tenant(),
          line.traceId(),
          line.spanId());
    }
    return csv;
  }
}
