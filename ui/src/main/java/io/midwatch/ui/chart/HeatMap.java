package io.midwatch.ui.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Counts by time and size as cells of a box of {@value #WIDTH} × {@value #HEIGHT} units, one path a
 * colour level, so that a full map is a few nodes. Sizes grow upwards by a constant factor.
 *
 * @param description the same facts in a sentence
 */
public record HeatMap(
    String title,
    String description,
    List<Level> levels,
    List<LineChart.YTick> yTicks,
    List<LineChart.XTick> xTicks) {
  public static final int WIDTH = 600;
  public static final int HEIGHT = 160;

  /** Levels of colour; the class of level {@code n} is {@code h<n>}, from 1. */
  public static final int LEVELS = 7;

  /** Room above for the label of the highest line, below for the times; CSS pixels. */
  private static final int TOP = 16;

  private static final int BOTTOM = 18;

  public HeatMap {
    levels = List.copyOf(levels);
    yTicks = List.copyOf(yTicks);
    xTicks = List.copyOf(xTicks);
  }

  /** The cells of one colour. */
  public record Level(String css, String path) {}

  /** One step: where it begins and ends as shares of the whole time, and its counts upwards. */
  public record Column(double from, double to, List<Long> counts) {
    public Column {
      counts = List.copyOf(counts);
    }
  }

  /**
   * Lays a map out.
   *
   * @param bounds upper bounds of the rows, ascending by a constant factor
   * @param unit how a bound is printed
   */
  public static HeatMap of(
      String title,
      String description,
      Instant from,
      Instant to,
      List<Double> bounds,
      List<Column> columns,
      DoubleFunction<String> unit) {
    return new HeatMap(
        title,
        description,
        levels(bounds.size(), columns),
        yTicks(bounds, unit),
        new LineChartBuilder(title, from, to).height(TOP + HEIGHT + BOTTOM).build().xTicks());
  }

  public String viewBox() {
    return "0 0 " + WIDTH + " " + HEIGHT;
  }

  /** Height of the whole chart, CSS pixels. */
  public int height() {
    return TOP + HEIGHT + BOTTOM;
  }

  public int plotTop() {
    return TOP;
  }

  /** Baseline of the x labels, CSS pixels. */
  public int labelY() {
    return height() - 4;
  }

  private static List<Level> levels(int rows, List<Column> columns) {
    long largest =
        columns.stream()
            .flatMap(column -> column.counts().stream())
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
    List<StringBuilder> paths = new ArrayList<>();
    for (int i = 0; i < LEVELS; i++) {
      paths.add(new StringBuilder());
    }
    double height = (double) HEIGHT / Math.max(1, rows);
    for (Column column : columns) {
      double x = Math.clamp(column.from(), 0, 1) * WIDTH;
      double width = Math.clamp(column.to(), 0, 1) * WIDTH - x;
      for (int row = 0; row < column.counts().size() && width > 0; row++) {
        long count = column.counts().get(row);
        if (count > 0) {
          Coordinate.box(
              paths.get(level(count, largest)), x, HEIGHT - (row + 1) * height, width, height);
        }
      }
    }
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < LEVELS; i++) {
      if (!paths.get(i).isEmpty()) {
        levels.add(new Level("h" + (i + 1), paths.get(i).toString()));
      }
    }
    return levels;
  }

  /** By the logarithm: a single request stays visible beside thousands. */
  private static int level(long count, long largest) {
    return largest <= 1
        ? LEVELS - 1
        : (int) Math.min(LEVELS - 1, LEVELS * Math.log(count) / Math.log(largest));
  }

  private static List<LineChart.YTick> yTicks(List<Double> bounds, DoubleFunction<String> unit) {
    List<LineChart.YTick> ticks = new ArrayList<>();
    int wanted = Math.min(3, bounds.size());
    for (int i = 0; i < wanted; i++) {
      int row = bounds.size() - 1 - i * bounds.size() / 3;
      double y = HEIGHT - (row + 1) * (double) HEIGHT / bounds.size();
      ticks.add(
          new LineChart.YTick(
              Coordinate.text(y), Coordinate.text(TOP + y - 4), unit.apply(bounds.get(row))));
    }
    return ticks;
  }
}
