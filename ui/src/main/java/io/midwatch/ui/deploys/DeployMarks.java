package io.midwatch.ui.deploys;

import io.midwatch.insight.deploy.DeployRow;
import io.midwatch.ui.chart.LineChart;
import io.midwatch.ui.format.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The deploys of the window as vertical lines for any chart over it. They are read when the first
 * chart asks. For one request.
 */
public final class DeployMarks {
  private static final int MOST = 8;
  private static final int LONGEST = 28;

  /** Labels nearer than this share of the width would cover each other. */
  private static final double APART = 0.2;

  private static final Format FORMAT = new Format();

  private final Supplier<List<DeployRow>> deploys;
  private final long fromMillis;
  private final long toMillis;

  DeployMarks(Supplier<List<DeployRow>> deploys, long fromMillis, long toMillis) {
    this.deploys = deploys;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
  }

  /** One line: its place in percent of the width, its label, and the whole of it in words. */
  public record Mark(String x, String anchor, String label, String title) {}

  /**
   * The lines over a chart; none over one that has lines of its own.
   *
   * @param service whose deploys are shown, null for all
   */
  public List<Mark> on(LineChart chart, @Nullable String service) {
    return chart.markers().isEmpty()
        ? between(chart.fromMillis(), chart.toMillis(), service)
        : List.of();
  }

  /** The lines over something that spans the window. */
  public List<Mark> window(@Nullable String service) {
    return between(fromMillis, toMillis, service);
  }

  /** The newest at most eight, oldest first. */
  private List<Mark> between(long from, long to, @Nullable String service) {
    List<DeployRow> shown =
        deploys.get().stream()
            .filter(deploy -> service == null || deploy.service().equals(service))
            .filter(deploy -> millis(deploy) >= from && millis(deploy) < to)
            .sorted(Comparator.comparingLong(deploy -> -deploy.startUnixNano()))
            .limit(MOST)
            .toList()
            .reversed();
    List<Mark> marks = new ArrayList<>();
    double labelled = -1;
    for (DeployRow deploy : shown) {
      double share = (double) (millis(deploy) - from) / (to - from);
      String name = service == null ? deploy.service() + " " + deploy.version() : deploy.version();
      boolean room = labelled < 0 || share - labelled >= APART;
      labelled = room ? share : labelled;
      marks.add(
          new Mark(
              String.format(Locale.ROOT, "%.2f%%", share * 100),
              share > 0.7 ? "end" : "start",
              room ? cut(name) : "",
              FORMAT.time(FORMAT.instant(deploy.startUnixNano()))
                  + " deploy "
                  + deploy.service()
                  + " "
                  + deploy.version()));
    }
    return marks;
  }

  private static long millis(DeployRow deploy) {
    return deploy.startUnixNano() / 1_000_000;
  }

  private static String cut(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST - 1) + "…" : name;
  }
}
