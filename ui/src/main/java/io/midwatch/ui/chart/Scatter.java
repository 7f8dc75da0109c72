package io.midwatch.ui.chart;

import io.midwatch.ui.format.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Single things by time and duration, on a logarithmic scale between powers of ten, each a link.
 *
 * @param description the same facts in a sentence
 */
public record Scatter(
    String title,
    String description,
    List<Point> points,
    List<LineChart.YTick> yTicks,
    List<LineChart.XTick> xTicks) {
  public static final int HEIGHT = 150;
  private static final int TOP = 16;
  private static final int BOTTOM = 18;

  /** Room for a mark at the edge. */
  private static final int MARGIN = 5;

  private static final double MICROSECOND = 1e3;
  private static final Format FORMAT = new Format();

  public Scatter {
    points = List.copyOf(points);
    yTicks = List.copyOf(yTicks);
    xTicks = List.copyOf(xTicks);
  }

  /** A mark: where it is, what hovering it tells and where it leads. */
  public record Point(String x, String y, boolean failed, String title, String href) {}

  /** One thing to be drawn. */
  public record Thing(Instant at, long durationNanos, boolean failed, String title, String href) {}

  /** Failed ones are drawn last, so that nothing covers them. */
  public static Scatter of(String title, Instant from, Instant to, List<Thing> things) {
    double low = power(things.stream().mapToLong(Thing::durationNanos).min().orElse(1), false);
    double high = Math.max(low * 10, power(most(things), true));
    double span = Math.max(1, Duration.between(from, to).toMillis());
    List<Point> points = new ArrayList<>();
    for (boolean failed : new boolean[] {false, true}) {
      for (Thing thing : things) {
        if (thing.failed() == failed) {
          points.add(
              new Point(
                  Coordinate.percent(Duration.between(from, thing.at()).toMillis() / span),
                  Coordinate.text(TOP + y(thing.durationNanos(), low, high)),
                  failed,
                  thing.title(),
                  thing.href()));
        }
      }
    }
    return new Scatter(
        title,
        describe(things),
        points,
        yTicks(low, high),
        new LineChartBuilder(title, from, to).height(TOP + HEIGHT + BOTTOM).build().xTicks());
  }

  public int height() {
    return TOP + HEIGHT + BOTTOM;
  }

  /** Baseline of the x labels, CSS pixels. */
  public int labelY() {
    return height() - 4;
  }

  /** The y of the baseline, CSS pixels. */
  public int bottom() {
    return TOP + HEIGHT;
  }

  private static String describe(List<Thing> things) {
    if (things.isEmpty()) {
      return "Nothing to draw";
    }
    long failed = things.stream().filter(Thing::failed).count();
    return FORMAT.exact(things.size())
        + " drawn, the shortest "
        + FORMAT.duration(things.stream().mapToLong(Thing::durationNanos).min().orElse(0))
        + ", the longest "
        + FORMAT.duration(most(things))
        + (failed == 0 ? "" : ", " + FORMAT.exact(failed) + " with errors");
  }

  private static long most(List<Thing> things) {
    return things.stream().mapToLong(Thing::durationNanos).max().orElse(1);
  }

  private static double y(double nanos, double low, double high) {
    double share = Math.log(Math.clamp(nanos, low, high) / low) / Math.log(high / low);
    return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
  }

  /** The power of ten of nanoseconds at or below, or at or above; a microsecond at least. */
  private static double power(long nanos, boolean above) {
    double exponent = Math.log10(Math.max(MICROSECOND, nanos));
    return Math.pow(10, above ? Math.ceil(exponent) : Math.floor(exponent));
  }

  private static List<LineChart.YTick> yTicks(double low, double high) {
    List<LineChart.YTick> ticks = new ArrayList<>();
    for (double at = high; at > low * 0.5; at /= 10) {
      double y = TOP + y(at, low, high);
      ticks.add(
          new LineChart.YTick(
              Coordinate.text(y), Coordinate.text(y - 4), FORMAT.duration(at).toString()));
    }
    return ticks;
  }
}
