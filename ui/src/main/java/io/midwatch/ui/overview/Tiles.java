package io.midwatch.ui.overview;

import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.operations.ThirdPartyRow;
import io.midwatch.query.overview.Overview;
import io.midwatch.query.overview.OverviewPart;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.window.Comparison;
import io.midwatch.ui.chart.Sparkline;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.CompareText;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.services.Health;
import io.midwatch.ui.services.RequestLines;
import io.midwatch.ui.signal.Signal;
import io.midwatch.ui.signal.Signals;
import io.midwatch.ui.signal.ValueLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The six vital signs of the Overview. All plots share the window's time axis. */
final class Tiles {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 36;
  private static final double[] NO_GHOST = {};

  /** Of a part that the store could not read. */
  static final String UNREAD = "could not be read";

  private static final Format FORMAT = new Format();

  private final Overview overview;
  private final RequestFigures now;
  private final RequestFigures before;
  private final RequestLines lines;
  private final RequestLines linesBefore;

  Tiles(Overview overview) {
    this.overview = overview;
    now = overview.now();
    before = overview.before();
    lines = new RequestLines(overview.window());
    linesBefore = new RequestLines(overview.window().reference());
  }

  List<Tile> all() {
    return List.of(requests(), failing(), duration(), queue(), database(), thirdParties());
  }

  private Tile requests() {
    if (isUnread(OverviewPart.REQUESTS)) {
      return missing("Requests", UNREAD);
    }
    double[] values = lines.rate(overview.series());
    double[] ghost = linesBefore.rate(overview.seriesBefore());
    return new Tile(
        "Requests",
        FORMAT.ratePerMinute(now.requests() / (overview.window().minutes() * 60)),
        change(),
        Signal.QUIET,
        plot(values, ghost, Double.NaN, Signal.QUIET),
        "/traces");
  }

  private Tile failing() {
    if (isUnread(OverviewPart.REQUESTS)) {
      return missing("Failing requests", UNREAD);
    }
    Signal signal = Signals.failing(now, overview.series());
    return new Tile(
        "Failing requests",
        FORMAT.percent(now.failed(), now.requests()),
        beside(FORMAT.percent(before.failed(), before.requests()).toString()),
        signal,
        plot(
            lines.failedRatio(overview.series()),
            linesBefore.failedRatio(overview.seriesBefore()),
            Health.LIMIT,
            signal),
        "/traces?failed=on");
  }

  private Tile duration() {
    if (isUnread(OverviewPart.REQUESTS)) {
      return missing("Latency p95", UNREAD);
    }
    Signal signal = Signals.duration(now, before);
    return new Tile(
        "Latency p95",
        duration(now.p95Nanos()),
        beside(duration(before.p95Nanos()).toString()),
        signal,
        plot(
            lines.p95(overview.series()),
            linesBefore.p95(overview.seriesBefore()),
            Double.NaN,
            signal),
        null);
  }

  private Tile queue() {
    if (overview.queues().isEmpty()) {
      return missing("Queue backlog", isUnread(OverviewPart.QUEUES) ? UNREAD : "no queue seen");
    }
    QueueRow worst = overview.queues().getFirst();
    Signal signal = Signals.queue(worst);
    Double waiting = worst.waiting();
    Double oldest = worst.oldestAgeSeconds();
    return new Tile(
        "Queue backlog",
        waiting == null ? Figure.MISSING : FORMAT.count(Math.round(waiting)),
        worst.destination()
            + (oldest == null ? "" : " · oldest " + FORMAT.duration(Math.rint(oldest) * 1e9)),
        signal,
        plot(ValueLine.of(overview.window(), worst.depth()), NO_GHOST, Double.NaN, signal),
        null);
  }

  private Tile database() {
    DatabaseRow tightest = overview.databases().isEmpty() ? null : overview.databases().getFirst();
    DatabaseRow.Limit limit = tightest == null ? null : tightest.tightest();
    if (isUnread(OverviewPart.DATABASES)) {
      return missing("Busiest database", UNREAD);
    }
    if (tightest == null || limit == null) {
      return missing(
          "Busiest database", tightest == null ? "no database seen" : "no pool figures sent");
    }
    Signal signal = Signals.database(tightest);
    return new Tile(
        "Busiest database",
        FORMAT.ratio(limit.ratio()),
        tightest.database()
            + " · "
            + limit.what()
            + " "
            + Math.round(limit.used())
            + " of "
            + Math.round(limit.max()),
        signal,
        plot(ValueLine.of(overview.window(), tightest.pressure()), NO_GHOST, 1, signal),
        null);
  }

  private Tile thirdParties() {
    if (overview.thirdParties().isEmpty()) {
      return missing(
          "Third parties", isUnread(OverviewPart.THIRD_PARTIES) ? UNREAD : "no call outside seen");
    }
    ThirdPartyRow worst = overview.thirdParties().getFirst();
    Signal signal = Signals.thirdParty(worst);
    return new Tile(
        "Third parties failing",
        FORMAT.percent(worst.failed(), worst.calls()),
        worst.host(),
        signal,
        plot(ValueLine.of(overview.window(), worst.failing()), NO_GHOST, Double.NaN, signal),
        null);
  }

  private boolean isUnread(OverviewPart part) {
    return overview.unread().containsKey(part);
  }

  private static Tile missing(String label, String why) {
    return new Tile(label, Figure.MISSING, why, Signal.QUIET, null, null);
  }

  private static Figure duration(@Nullable Double nanos) {
    return nanos == null ? Figure.MISSING : FORMAT.duration(nanos);
  }

  /** A figure of the other period, empty when there is none. */
  private String beside(String figure) {
    Comparison with = overview.window().comparison();
    return with == Comparison.NONE ? "" : figure + " " + CompareText.ago(with);
  }

  private String change() {
    if (before.requests() == 0) {
      return beside("none");
    }
    Comparison with = overview.window().comparison();
    double times = (double) now.requests() / before.requests();
    if (Math.abs(times - 1) > 9.995) {
      return FORMAT.number(times) + "× " + CompareText.period(with);
    }
    long percent = Math.round((times - 1) * 100);
    return (percent > 0 ? "+" : percent < 0 ? "−" : "±")
        + Math.abs(percent)
        + "\u00A0% vs "
        + CompareText.ago(with);
  }

  private static @Nullable Sparkline plot(
      double[] values, double[] ghost, double limit, Signal signal) {
    Tone tone =
        switch (signal.mark()) {
          case "crit" -> Tone.CRIT;
          case "warn" -> Tone.WARN;
          default -> Tone.NORMAL;
        };
    double largest = 0;
    for (double value : values) {
      largest = value > largest ? value : largest;
    }
    Sparkline plot = Sparkline.of(values, ghost, limit, largest, WIDTH, HEIGHT, tone);
    return plot.present() ? plot : null;
  }
}
