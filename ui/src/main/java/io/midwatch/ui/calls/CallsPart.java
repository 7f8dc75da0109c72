package io.midwatch.ui.calls;

import io.midwatch.query.operations.CallerRow;
import io.midwatch.query.operations.Calls;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.window.Comparison;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.chart.LineChart;
import io.midwatch.ui.chart.LineChartBuilder;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.CompareText;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.format.TrendText;
import io.midwatch.ui.services.Health;
import io.midwatch.ui.services.RequestLines;
import io.midwatch.ui.table.CsvTable;

/**
 * The part of a page that shows calls: three charts and the callers.
 *
 * @param query the query line that finds the calls' spans
 * @param sentence how the calls are, in words
 */
public record CallsPart(Window window, Calls calls, String query, String sentence) {
  private static final Format FORMAT = new Format();
  private static final int HEIGHT = 140;

  /** The calls with their sentence. */
  public static CallsPart of(Window window, Calls calls, String query) {
    return new CallsPart(window, calls, query, sentence(calls, window.comparison()));
  }

  public Figure perMinute() {
    return FORMAT.ratePerMinute(calls.now().requests() / (window.minutes() * 60));
  }

  public Health health() {
    return Health.of(calls.now());
  }

  public Health health(CallerRow caller) {
    return Health.of(caller.now());
  }

  public LineChart rate() {
    return chart("Calls per minute")
        .unit(value -> FORMAT.ratePerMinute(value / 60).toString())
        .line("calls", now().perMinute(calls.series()), Tone.NORMAL)
        .ghost(before().perMinute(calls.seriesBefore()))
        .build();
  }

  /** Failed share over time with the limit. */
  public LineChart failed() {
    Tone tone = health() == Health.FAILING ? Tone.CRIT : Tone.NORMAL;
    return chart("Failed share of calls")
        .unit(value -> FORMAT.ratio(value).toString())
        .line("failed", now().failedRatio(calls.series()), tone)
        .ghost(before().failedRatio(calls.seriesBefore()))
        .limit(Health.LIMIT, "limit " + FORMAT.ratio(Health.LIMIT))
        .build();
  }

  public LineChart p95() {
    return chart("Duration, 95th percentile")
        .unit(value -> FORMAT.duration(value).toString())
        .line("p95", now().p95(calls.series()), Tone.NORMAL)
        .ghost(before().p95(calls.seriesBefore()))
        .build();
  }

  /** Width of a caller's share of the total time, of 100. */
  public String share(CallerRow caller) {
    return Bar.share(caller.now().totalNanos(), calls.now().totalNanos());
  }

  public String trendWord(CallerRow caller) {
    return TrendText.word(caller.calls());
  }

  /** The callers as the file {@code name.csv}. */
  public CsvTable csv(String name) {
    CsvTable csv =
        new CsvTable(
                name,
                "service",
                "calls",
                "calls_before",
                "failed",
                "failed_before",
                "p50_seconds",
                "p95_seconds",
                "p99_seconds",
                "p95_seconds_before",
                "total_seconds")
            .comparing(window);
    for (CallerRow caller : calls.callers()) {
      csv.row(
          caller.service(),
          caller.now().requests(),
          caller.before().requests(),
          caller.now().failed(),
          caller.before().failed(),
          CsvTable.seconds(caller.now().p50Nanos()),
          CsvTable.seconds(caller.now().p95Nanos()),
          CsvTable.seconds(caller.now().p99Nanos()),
          CsvTable.seconds(caller.before().p95Nanos()),
          CsvTable.seconds(caller.now().totalNanos()));
    }
    return csv;
  }

  private LineChartBuilder chart(String title) {
    return new LineChartBuilder(
            title,
            FORMAT.instant(window.range().fromUnixNano()),
            FORMAT.instant(window.range().toUnixNano()))
        .description(sentence)
        .height(HEIGHT);
  }

  private RequestLines now() {
    return new RequestLines(window);
  }

  private RequestLines before() {
    return new RequestLines(window.reference());
  }

  private static String sentence(Calls calls, Comparison with) {
    RequestFigures now = calls.now();
    RequestFigures before = calls.before();
    return FORMAT.some(now.failed(), now.requests())
        + " of "
        + FORMAT.counted(now.requests(), "call", "calls")
        + " failed"
        + (before.requests() == 0
            ? ""
            : ", "
                + FORMAT.percent(before.failed(), before.requests())
                + " "
                + CompareText.when(with))
        + ". 95\u00A0% were answered within "
        + FORMAT.nanos(now.p95Nanos())
        + (before.p95Nanos() == null
            ? ""
            : ", " + CompareText.ago(with) + " " + FORMAT.nanos(before.p95Nanos()))
        + ".";
  }
}
