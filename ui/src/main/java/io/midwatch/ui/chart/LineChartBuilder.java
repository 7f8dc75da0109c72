package io.midwatch.ui.chart;

import static java.util.stream.Collectors.joining;

import io.midwatch.ui.format.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/** Collects what a {@link LineChart} shows and lays it out. Not thread-safe. */
public final class LineChartBuilder {
  private static final int TOP = 16;

  /** Where the line that names deploys ends. */
  private static final int DEPLOY_NAMES = 24;

  private static final int BOTTOM = 18;

  /** Of text. */
  private static final int LINE = 16;

  private static final int BUCKETS = 280;

  /** Share of the width where labels end, for the zone stands behind them: {@code UTC} is short. */
  private static final double LAST_BEFORE_UTC = 0.885;

  private static final double LAST_BEFORE_OFFSET = 0.82;

  /**
   * So much earlier they end where a chart is as narrow as on a phone, which leaves out later ones.
   */
  private static final double LATE_BY = 0.04;

  private static final Format FORMAT = new Format();

  private final String title;
  private final Instant from;
  private final Instant to;
  private final List<Series> series = new ArrayList<>();
  private final List<LineChart.Marker> markers = new ArrayList<>();
  private double[] ghost = {};
  private double limit = Double.NaN;
  private String limitLabel = "";
  private String description = "";
  private int height = 150;
  private DoubleFunction<String> unit = value -> FORMAT.number(value).toString();

  /** A chart of {@code [from, to)}; every series covers exactly that range in equal steps. */
  public LineChartBuilder(String title, Instant from, Instant to) {
    this.title = title;
    this.from = from;
    this.to = to;
  }

  /** Adds a series: evenly spaced values, oldest first, {@code NaN} where nothing is known. */
  public LineChartBuilder line(String name, double[] values, Tone tone) {
    series.add(new Series(name, values.clone(), tone));
    return this;
  }

  /** The previous period, drawn grey. */
  public LineChartBuilder ghost(double[] values) {
    ghost = values.clone();
    return this;
  }

  /** A dashed line with its value on it. */
  public LineChartBuilder limit(double value, String label) {
    limit = value;
    limitLabel = label;
    return this;
  }

  /** A vertical line for a deploy or another change; left out when it lies outside the window. */
  public LineChartBuilder marker(Instant at, String label) {
    if (!at.isBefore(from) && at.isBefore(to)) {
      double share = share(at);
      markers.add(
          new LineChart.Marker(Coordinate.percent(share), share > 0.8 ? "end" : "start", label));
    }
    return this;
  }

  /** The chart's facts as a sentence. */
  public LineChartBuilder description(String sentence) {
    description = sentence;
    return this;
  }

  /** Height in CSS pixels, at least 60. */
  public LineChartBuilder height(int pixels) {
    height = Math.max(60, pixels);
    return this;
  }

  /** How values of the y axis are printed. */
  public LineChartBuilder unit(DoubleFunction<String> format) {
    unit = format;
    return this;
  }

  /** Lays the chart out. */
  public LineChart build() {
    int plotHeight = height - TOP - BOTTOM;
    double top = Axis.top(largest());
    double bottom = smallest();
    Geometry box = new Geometry(LineChart.WIDTH, plotHeight, bottom, top);
    List<LineChart.Line> lines = new ArrayList<>();
    for (Series one : series) {
      lines.add(new LineChart.Line(one.name, box.path(one.values, BUCKETS), one.tone));
    }
    double[] only = series.size() == 1 ? series.getFirst().values : new double[0];
    List<Gap> gaps = box.gaps(only);
    List<LineChart.GapWord> words =
        GapWords.of(gaps, only.length, Duration.between(from, to), gapWordsY(box, plotHeight));
    return new LineChart(
        height,
        TOP,
        plotHeight,
        from.toEpochMilli(),
        to.toEpochMilli(),
        title,
        Stream.concat(Stream.of(description), words.stream().map(LineChart.GapWord::label))
            .filter(text -> !text.isEmpty())
            .collect(joining(", ")),
        lines,
        box.path(ghost, BUCKETS),
        gaps,
        words,
        yTicks(box, bottom, top),
        xTicks(),
        Double.isNaN(limit)
            ? null
            : new LineChart.Limit(
                Coordinate.text(box.y(limit)), Coordinate.text(limitLabelY(box)), limitLabel),
        markers);
  }

  /** Above its line, but where the names of deploys stand: below it. */
  private double limitLabelY(Geometry box) {
    double above = TOP + box.y(limit) - 4;
    return above < DEPLOY_NAMES ? above + 16 : above;
  }

  /** In the lower half, away from the labels of the axis, and above that of the limit. */
  private double gapWordsY(Geometry box, int plotHeight) {
    double y = TOP + plotHeight * 0.75;
    double taken = Double.isNaN(limit) ? Double.NaN : limitLabelY(box);
    return Math.abs(taken - y) < LINE ? taken - LINE : y;
  }

  private double largest() {
    double largest = Double.isNaN(limit) ? 0 : limit;
    largest = Math.max(largest, Sparkline.largest(ghost));
    for (Series one : series) {
      largest = Math.max(largest, Sparkline.largest(one.values));
    }
    return largest;
  }

  /** Zero, or round below the least value when that is negative. */
  private double smallest() {
    double smallest = 0;
    for (Series one : series) {
      for (double value : one.values) {
        smallest = value < smallest ? value : smallest;
      }
    }
    return smallest < 0 ? -Axis.top(-smallest) : 0;
  }

  private List<LineChart.YTick> yTicks(Geometry box, double bottom, double top) {
    List<LineChart.YTick> ticks = new ArrayList<>();
    for (double value : bottom < 0 ? new double[] {top, 0, bottom} : new double[] {top, top / 2}) {
      ticks.add(
          new LineChart.YTick(
              Coordinate.text(box.y(value)),
              Coordinate.text(TOP + box.y(value) - 4),
              unit.apply(value)));
    }
    return ticks;
  }

  private List<LineChart.XTick> xTicks() {
    Duration step = Axis.step(Duration.between(from, to));
    String zone = FORMAT.offset(to);
    double last = zone.equals("UTC") ? LAST_BEFORE_UTC : LAST_BEFORE_OFFSET;
    List<LineChart.XTick> ticks = new ArrayList<>();
    for (Instant at = Axis.firstTick(from, step); at.isBefore(to); at = at.plus(step)) {
      double share = share(at);
      if (share > 0.03 && share < last) {
        ticks.add(
            new LineChart.XTick(
                Coordinate.percent(share), "middle", label(at, step), share > last - LATE_BY));
      }
    }
    ticks.add(new LineChart.XTick("100%", "end", zone, false));
    return ticks;
  }

  /** As fine as the steps are. */
  private static String label(Instant at, Duration step) {
    if (step.compareTo(Duration.ofDays(1)) >= 0) {
      return FORMAT.day(at);
    }
    return step.compareTo(Duration.ofMinutes(1)) < 0 ? FORMAT.clock(at) : FORMAT.minute(at);
  }

  private double share(Instant at) {
    return (double) Duration.between(from, at).toMillis() / Duration.between(from, to).toMillis();
  }

  private record Series(String name, double[] values, Tone tone) {}
}
