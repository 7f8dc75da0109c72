package io.midwatch.ui.services;

import io.midwatch.query.operations.CacheRow;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestStatistics.Points;
import io.midwatch.query.services.EndpointRow;
import io.midwatch.query.services.ServiceDetail;
import io.midwatch.query.window.Comparison;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.chart.LineChart;
import io.midwatch.ui.chart.LineChartBuilder;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.CompareText;
import io.midwatch.ui.format.Format;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service and {@code /services/{name}.json}.
 *
 * @param sentence how it is, in words
 * @param lack which instances did not answer any more, in words; null when all do
 * @param caches within it, the most misses first
 * @param around what it has to do with others
 * @param notes what limits the answer, in words
 */
public record ServicePage(
    Window window,
    ServiceDetail detail,
    String sentence,
    @Nullable String lack,
    List<CacheRow> caches,
    Surroundings around,
    List<String> notes) {
  private static final Format FORMAT = new Format();
  private static final Tone[] SERIES = {Tone.NORMAL, Tone.S2, Tone.S3, Tone.S4, Tone.S5};
  private static final int HEIGHT = 140;

  public ServicePage {
    caches = List.copyOf(caches);
    notes = List.copyOf(notes);
  }

  /** The page of a service with its sentence. */
  static ServicePage of(
      Window window,
      ServiceDetail detail,
      @Nullable String lack,
      Listed<CacheRow> caches,
      Surroundings around) {
    return new ServicePage(
        window,
        detail,
        sentence(detail, window.comparison()),
        lack,
        caches.rows(),
        around,
        detail.completeness().and(caches.completeness()).reasons());
  }

  public boolean silent() {
    return detail.now().requests() == 0;
  }

  /** What limits only what it has to do with others, in words. */
  public List<String> aroundNotes() {
    return around.completeness().reasons().stream()
        .filter(reason -> !notes.contains(reason))
        .toList();
  }

  public Health health() {
    return Health.of(detail.now(), detail.series());
  }

  public Health health(EndpointRow row) {
    return Health.of(row);
  }

  /** Requests over time, the period before in grey; per version while several answer. */
  public LineChart requests() {
    LineChartBuilder chart =
        chart("Requests per minute").unit(value -> FORMAT.ratePerMinute(value / 60).toString());
    RequestLines lines = new RequestLines(window);
    if (versions().size() > 1) {
      for (int i = 0; i < versions().size(); i++) {
        Points version = versions().get(i);
        chart.line(name(version), lines.perMinute(version.points()), SERIES[i]);
      }
    } else {
      chart.line("requests", lines.perMinute(detail.series()), Tone.NORMAL);
      chart.ghost(before().perMinute(detail.seriesBefore()));
    }
    return chart.build();
  }

  /** Failed share over time with the limit. */
  public LineChart failed() {
    Tone tone = health() == Health.FAILING ? Tone.CRIT : Tone.NORMAL;
    return chart("Failed share of requests")
        .unit(value -> FORMAT.ratio(value).toString())
        .line("failed", new RequestLines(window).failedRatio(detail.series()), tone)
        .ghost(before().failedRatio(detail.seriesBefore()))
        .limit(Health.LIMIT, "limit " + FORMAT.ratio(Health.LIMIT))
        .build();
  }

  /** 95th percentile of the duration over time. */
  public LineChart p95() {
    return chart("Duration, 95th percentile")
        .unit(value -> FORMAT.duration(value).toString())
        .line("p95", new RequestLines(window).p95(detail.series()), Tone.NORMAL)
        .ghost(before().p95(detail.seriesBefore()))
        .build();
  }

  /** The versions that answered, at most five, the busiest first. */
  public List<Points> versions() {
    return detail.byVersion().stream()
        .sorted(Comparator.comparingLong((Points version) -> -requests(version)))
        .limit(SERIES.length)
        .toList();
  }

  /** Class of the legend mark of the i-th version. */
  public String versionColour(int index) {
    return "k" + (index + 1);
  }

  public String name(Points version) {
    String name = version.key().getFirst();
    return name.isEmpty() ? "no version sent" : name;
  }

  /** Width of an endpoint's share of the total time, of 100. */
  public String share(EndpointRow row) {
    return Bar.share(
        row.now().totalNanos(),
        detail.endpoints().stream().mapToDouble(one -> one.now().totalNanos()).sum());
  }

  /** Width of a cache's hits, of 100. */
  public String hits(CacheRow cache) {
    return Bar.share(cache.lookups().hits(), cache.lookups().hits() + cache.lookups().misses());
  }

  private static long requests(Points version) {
    return version.points().stream().mapToLong(point -> point.figures().requests()).sum();
  }

  private LineChartBuilder chart(String title) {
    Instant from = FORMAT.instant(window.range().fromUnixNano());
    return new LineChartBuilder(title, from, FORMAT.instant(window.range().toUnixNano()))
        .description(sentence)
        .height(HEIGHT);
  }

  private RequestLines before() {
    return new RequestLines(window.reference());
  }

  private static String sentence(ServiceDetail detail, Comparison with) {
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
    StringBuilder text = new StringBuilder();
    text.append(FORMAT.some(now.failed(), now.requests()))
        .append(" of ")
        .append(FORMAT.counted(now.requests(), "request", "requests"))
        .append(" failed");
    if (before.requests() > 0) {
      text.append(", ")
          .append(FORMAT.percent(before.failed(), before.requests()))
          .append(" " + CompareText.when(with));
    }
    if (now.p95Nanos() != null) {
      text.append(". 95\u00A0% were answered within ").append(FORMAT.duration(now.p95Nanos()));
      if (before.p95Nanos() != null) {
        text.append(", " + CompareText.ago(with) + " ").append(FORMAT.duration(before.p95Nanos()));
      }
    }
    return text.append('.').toString();
  }
}
