package io.midwatch.ui.tenants;

import io.midwatch.query.operations.TenantChange;
import io.midwatch.query.operations.TenantDetail;
import io.midwatch.query.operations.TenantRow;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.window.Comparison;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.LineChart;
import io.midwatch.ui.chart.LineChartBuilder;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.CompareText;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.format.TrendText;
import io.midwatch.ui.services.Health;
import io.midwatch.ui.services.RequestLines;
import io.midwatch.ui.table.CsvTable;
import java.util.List;

/**
 * One tenant and {@code /tenants/{id}.json}.
 *
 * @param durations of its requests whose own span names it; likewise before
 * @param endpoints that served it, from the same spans, beside what everyone got there
 * @param sentence how it is, in words
 * @param notes what limits the answer, in words
 */
public record TenantPage(
    Window window,
    TenantDetail detail,
    List<RequestPoint> durations,
    List<RequestPoint> durationsBefore,
    List<Endpoint> endpoints,
    String sentence,
    List<String> notes) {
  private static final Format FORMAT = new Format();
  private static final int HEIGHT = 140;

  public TenantPage {
    durations = List.copyOf(durations);
    durationsBefore = List.copyOf(durationsBefore);
    endpoints = List.copyOf(endpoints);
    notes = List.copyOf(notes);
  }

  /** An endpoint as this tenant and as everyone sees it. */
  public record Endpoint(
      String service, String endpoint, RequestFigures own, RequestFigures everyone) {}

  static TenantPage of(
      Window window,
      TenantDetail detail,
      List<RequestPoint> durations,
      List<RequestPoint> durationsBefore,
      List<Endpoint> endpoints,
      List<String> notes) {
    return new TenantPage(
        window,
        detail,
        durations,
        durationsBefore,
        endpoints,
        sentence(detail, window.comparison()),
        notes);
  }

  public TenantChange change() {
    return detail.change();
  }

  public String name() {
    return change().tenant();
  }

  public boolean silent() {
    return change().now().requests() == 0;
  }

  public Health health() {
    return health(change().now().requests(), change().now().failed());
  }

  public Health health(long requests, long failed) {
    return Health.of(RequestFigures.counted(requests, failed));
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
    return chart("Failed share of its requests")
        .unit(value -> FORMAT.ratio(value).toString())
        .line("failed", now().failedRatio(detail.series()), tone)
        .ghost(before().failedRatio(detail.seriesBefore()))
        .limit(Health.LIMIT, "limit " + FORMAT.ratio(Health.LIMIT))
        .build();
  }

  public LineChart p95() {
    return chart("Duration, 95th percentile")
        .unit(value -> FORMAT.duration(value).toString())
        .line("p95", now().p95(durations), Tone.NORMAL)
        .ghost(before().p95(durationsBefore))
        .build();
  }

  /** The endpoints as a file. */
  CsvTable csv() {
    CsvTable csv =
        new CsvTable(
            "tenant-endpoints",
            "service",
            "endpoint",
            "requests",
            "failed",
            "p95_seconds",
            "requests_of_everyone",
            "failed_of_everyone",
            "p95_seconds_of_everyone");
    for (Endpoint row : endpoints) {
      csv.row(
          row.service(),
          row.endpoint(),
          row.own().requests(),
          row.own().failed(),
          CsvTable.seconds(row.own().p95Nanos()),
          row.everyone().requests(),
          row.everyone().failed(),
          CsvTable.seconds(row.everyone().p95Nanos()));
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

  private static String sentence(TenantDetail detail, Comparison with) {
    TenantRow now = detail.change().now();
    TenantRow before = detail.change().before();
    if (now.requests() == 0) {
      return before.requests() == 0
          ? "It made no request in this window"
              + (with == Comparison.NONE ? "." : " nor " + CompareText.when(with) + ".")
          : "It made no request in this window; "
              + CompareText.when(with)
              + ", "
              + FORMAT.count(before.requests())
              + ".";
    }
    return FORMAT.some(now.failed(), now.requests())
        + " of its "
        + FORMAT.counted(now.requests(), "request", "requests")
        + " failed"
        + (before.requests() == 0
            ? ""
            : ", "
                + FORMAT.percent(before.failed(), before.requests())
                + " "
                + CompareText.when(with))
        + ". It makes "
        + FORMAT.ratio(detail.change().load())
        + " of all requests"
        + noise(detail.change(), with)
        + ". "
        + alone(detail);
  }

  private static String noise(TenantChange change, Comparison with) {
    return change.noisy()
        ? " and is noisy: " + TrendText.word(change.requests()) + " of " + CompareText.period(with)
        : "";
  }

  /** Whether others suffer too. */
  private static String alone(TenantDetail detail) {
    long own = detail.change().now().failed();
    long all = detail.all().failed();
    if (own == 0) {
      return all == 0 ? "Nobody's requests failed." : "Failures elsewhere did not reach it.";
    }
    return own >= all
        ? "Nobody else's requests failed."
        : FORMAT.counted(all - own, "request", "requests") + " of others failed too.";
  }
}
