package io.midwatch.ui.deploys;

import io.midwatch.insight.deploy.Build;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.services.ServiceDetail;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.LineChart;
import io.midwatch.ui.chart.LineChartBuilder;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.services.Health;
import io.midwatch.ui.services.RequestLines;
import io.midwatch.ui.shell.TimeWindow;
import java.util.List;

/**
 * One deploy and {@code /deploys/{id}.json}.
 *
 * @param window around the deploy
 * @param service in that window
 */
public record DeployPage(Window window, DeployLine line, ServiceDetail service) {
  private static final Format FORMAT = new Format();
  private static final int HEIGHT = 150;
  private static final int OTHERS = 3;

  public String title() {
    return line.deploy().service() + " " + line.deploy().version();
  }

  /** Figures of the service before, none where it was not looked at. */
  public RequestFigures before() {
    return line.effect() == null ? RequestFigures.NONE : line.effect().before();
  }

  /** Figures of the version after it. */
  public RequestFigures after() {
    return line.effect() == null ? RequestFigures.NONE : line.effect().after();
  }

  /** Builds of the service that answered around it too, the busiest first. */
  public List<Build> others() {
    return service.byVersion().stream()
        .map(points -> points.key().getFirst())
        .filter(version -> !version.isBlank() && !version.equals(line.deploy().version()))
        .map(version -> new Build(line.deploy().service(), version))
        .limit(OTHERS)
        .toList();
  }

  /** The window around the deploy, for links. */
  public TimeWindow around() {
    return TimeWindow.absolute(
        FORMAT.instant(window.range().fromUnixNano()), FORMAT.instant(window.range().toUnixNano()));
  }

  /** The build that was deployed. */
  public Build build() {
    return new Build(line.deploy().service(), line.deploy().version());
  }

  public LineChart requests() {
    return chart("Requests per minute")
        .unit(value -> FORMAT.ratePerMinute(value / 60).toString())
        .line("requests", lines().perMinute(service.series()), Tone.NORMAL)
        .build();
  }

  /** Failed share over time with the limit. */
  public LineChart failed() {
    Tone tone = line.signal().mark().equals("crit") ? Tone.CRIT : Tone.NORMAL;
    return chart("Failed share of requests")
        .unit(value -> FORMAT.ratio(value).toString())
        .line("failed", lines().failedRatio(service.series()), tone)
        .limit(Health.LIMIT, "limit " + FORMAT.ratio(Health.LIMIT))
        .build();
  }

  public LineChart p95() {
    return chart("Duration, 95th percentile")
        .unit(value -> FORMAT.duration(value).toString())
        .line("p95", lines().p95(service.series()), Tone.NORMAL)
        .build();
  }

  private LineChartBuilder chart(String title) {
    return new LineChartBuilder(
            title,
            FORMAT.instant(window.range().fromUnixNano()),
            FORMAT.instant(window.range().toUnixNano()))
        .description(line.sentence())
        .marker(FORMAT.instant(line.deploy().startUnixNano()), line.deploy().version())
        .height(HEIGHT);
  }

  private RequestLines lines() {
    return new RequestLines(window);
  }
}
