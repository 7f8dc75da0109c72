package io.midwatch.ui.endpoints;

import io.midwatch.query.operations.StatementsService.Asked;
import io.midwatch.query.requests.LatencyMap;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestGroup;
import io.midwatch.query.services.EndpointDetail;
import io.midwatch.query.timing.EndpointTiming;
import io.midwatch.query.window.Comparison;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.chart.HeatMap;
import io.midwatch.ui.chart.LineChart;
import io.midwatch.ui.chart.LineChartBuilder;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.CompareText;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.services.Health;
import io.midwatch.ui.services.RequestLines;
import io.midwatch.ui.statements.StatementsPart;
import io.midwatch.ui.table.CsvTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint and {@code /services/{name}/endpoints/{id}.json}.
 *
 * @param statements what its requests ask databases, the most time first
 * @param timing where its time goes
 * @param sentence how it is, in words
 */
public record EndpointPage(
    Window window,
    EndpointDetail detail,
    List<Asked> statements,
    EndpointTiming timing,
    String sentence) {
  private static final Format FORMAT = new Format();
  private static final int HEIGHT = 140;

  public EndpointPage {
    statements = List.copyOf(statements);
  }

  static EndpointPage of(
      Window window, EndpointDetail detail, List<Asked> statements, EndpointTiming timing) {
    return new EndpointPage(
        window, detail, statements, timing, sentence(detail, window.comparison()));
  }

  /** Where its time goes, as the page shows it. */
  public TimingPart time() {
    return new TimingPart(timing, detail.now().requests(), slow());
  }

  /** What limits the answer, in words. */
  public List<String> notes() {
    return detail.completeness().and(timing.trust()).reasons();
  }

  /** From which duration on a request is slow: the 95th percentile; null without one. */
  static @Nullable Double slowNanos(EndpointDetail detail) {
    Double p95 = detail.now().p95Nanos();
    return p95 == null || p95 < 1e6 ? p95 : Double.valueOf(Math.floor(p95 / 1e6) * 1e6);
  }

  public boolean silent() {
    return detail.now().requests() == 0;
  }

  public Health health() {
    return Health.of(detail.now(), detail.series());
  }

  public Health health(RequestGroup version) {
    return Health.of(version.figures());
  }

  public String name(RequestGroup version) {
    String name = version.key().getFirst();
    return name.isEmpty() ? "no version sent" : name;
  }

  /** The 95th percentile as the trace search takes it: {@code 5060ms}. */
  public String slow() {
    Double p95 = detail.now().p95Nanos();
    return p95 == null ? "" : (long) (p95 / 1e6) + "ms";
  }

  public LineChart requests() {
    return chart("Requests per minute")
        .unit(value -> FORMAT.ratePerMinute(value / 60).toString())
        .line("requests", now().perMinute(detail.series()), Tone.NORMAL)
        .ghost(before().perMinute(detail.seriesBefore()))
        .build();
  }

  /** Failed share over time with the limit. */
  public LineChart failed() {
    Tone tone = health() == Health.FAILING ? Tone.CRIT : Tone.NORMAL;
    return chart("Failed share of requests")
        .unit(value -> FORMAT.ratio(value).toString())
        .line("failed", now().failedRatio(detail.series()), tone)
        .ghost(before().failedRatio(detail.seriesBefore()))
        .limit(Health.LIMIT, "limit " + FORMAT.ratio(Health.LIMIT))
        .build();
  }

  public LineChart p95() {
    return chart("Duration, 95th percentile")
        .unit(value -> FORMAT.duration(value).toString())
        .line("p95", now().p95(detail.series()), Tone.NORMAL)
        .ghost(before().p95(detail.seriesBefore()))
        .build();
  }

  public String text(Asked asked) {
    return StatementsPart.text(asked.row());
  }

  /** Calls of a request on average. */
  public String perRequest(Asked asked) {
    return silent()
        ? "—"
        : FORMAT.number((double) asked.calls().calls() / detail.now().requests()).toString();
  }

  /** Share of the time of its requests, 0 to 1; more than that when calls ran side by side. */
  public String ofTime(Asked asked) {
    double total = detail.now().totalNanos();
    return total > 0 ? FORMAT.ratio(asked.calls().nanos() / total).toString() : "—";
  }

  public String share(Asked asked) {
    return Bar.share(asked.calls().nanos(), detail.now().totalNanos());
  }

  public boolean hasLatency() {
    return !detail.latency().columns().isEmpty();
  }

  /** Requests by time and duration; darker is more, on a logarithmic scale. */
  public HeatMap latency() {
    LatencyMap map = detail.latency();
    double from = window.range().fromUnixNano();
    double length = window.range().lengthNanos();
    List<HeatMap.Column> columns =
        map.columns().stream()
            .map(column -> {
              double start = (column.startUnixNano() - from) / length;
              return new HeatMap.Column(
                  start, start + window.stepNanos() / length, column.counts());
            })
            .toList();
    return HeatMap.of(
        "Requests by duration over time",
        sentence,
        FORMAT.instant(window.range().fromUnixNano()),
        FORMAT.instant(window.range().toUnixNano()),
        map.boundsNanos(),
        columns,
        nanos -> FORMAT.duration(nanos).toString());
  }

  /** The versions as a file. */
  CsvTable csv() {
    CsvTable csv =
        new CsvTable(
            "endpoint-versions",
            "version",
            "requests",
            "failed",
            "p50_seconds",
            "p95_seconds",
            "p99_seconds");
    for (RequestGroup version : detail.byVersion()) {
      RequestFigures figures = version.figures();
      csv.row(
          version.key().getFirst(),
          figures.requests(),
          figures.failed(),
          CsvTable.seconds(figures.p50Nanos()),
          CsvTable.seconds(figures.p95Nanos()),
          CsvTable.seconds(figures.p99Nanos()));
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

  private static String sentence(EndpointDetail detail, Comparison with) {
    RequestFigures now = detail.now();
    RequestFigures before = detail.before();
    if (now.requests() == 0) {
      return before.requests() == 0
          ? "It answered no request in this window"
              + (with == Comparison.NONE ? "." : " nor " + CompareText.when(with) + ".")
          : "It answered no request in this window; "
              + CompareText.when(with)
              + ", "
              + FORMAT.count(before.requests())
              + ".";
    }
    return FORMAT.some(now.failed(), now.requests())
        + " of "
        + FORMAT.counted(now.requests(), "request", "requests")
        + " failed"
        + (before.requests() == 0
            ? ""
            : ", "
                + FORMAT.percent(before.failed(), before.requests())
                + " "
                + CompareText.when(with))
        + ". Half were answered within "
        + FORMAT.nanos(now.p50Nanos())
        + ", 95\u00A0% within "
        + FORMAT.nanos(now.p95Nanos())
        + (before.p95Nanos() == null
            ? ""
            : " (" + CompareText.ago(with) + " " + FORMAT.nanos(before.p95Nanos()) + ")")
        + ", 99\u00A0% within "
        + FORMAT.nanos(now.p99Nanos())
        + ".";
  }
}
