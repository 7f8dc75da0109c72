package io.midwatch.ui.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts over time as stacked columns in a box of {@value #WIDTH} × {@value #HEIGHT} units, one
 * path a class, so that many columns are few nodes.
 *
 * @param columns in the order of time; steps without anything are absent
 * @param layers the parts of all columns, by class
 * @param largest the highest column's sum
 * @param xTicks times along the axis, in the reader's zone, which the last one names
 */
public record StackedBars(
    List<Column> columns, List<Layer> layers, long largest, List<LineChart.XTick> xTicks) {
  public static final int WIDTH = 600;
  public static final int HEIGHT = 56;

  public StackedBars {
    columns = List.copyOf(columns);
    layers = List.copyOf(layers);
    xTicks = List.copyOf(xTicks);
  }

  /** One step: where it is, what it is called and where it leads. */
  public record Column(String x, String width, String label, String link) {}

  /** All parts of one CSS class. */
  public record Layer(String css, String path) {}

  /**
   * One step before layout.
   *
   * @param offset start of the step as a share of the whole time, 0 to 1
   * @param length of the step as a share of the whole time
   * @param counts parts from the bottom up, as many as there are classes
   */
  public record Step(double offset, double length, String label, String link, List<Long> counts) {
    public Step {
      counts = List.copyOf(counts);
    }

    long sum() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Lays the steps of {@code [start, end)} out on one scale; {@code classes[i]} colours the i-th
   * part.
   */
  public static StackedBars of(Instant start, Instant end, List<Step> steps, List<String> classes) {
    long largest = steps.stream().mapToLong(Step::sum).max().orElse(0);
    List<Column> columns = new ArrayList<>();
    List<StringBuilder> paths = classes.stream().map(_ -> new StringBuilder()).toList();
    for (Step step : steps) {
      double from = Math.clamp(step.offset(), 0, 1) * WIDTH;
      double to = Math.clamp(step.offset() + step.length(), 0, 1) * WIDTH;
      if (to > from) {
        double width = Math.max(1, to - from - 1);
        columns.add(
            new Column(Coordinate.text(from), Coordinate.text(width), step.label(), step.link()));
        draw(step, from, width, largest, paths);
      }
    }
    List<Layer> layers =
        IntStream.range(0, paths.size())
            .filter(i -> !paths.get(i).isEmpty())
            .mapToObj(i -> new Layer(classes.get(i), paths.get(i).toString()))
            .toList();
    return new StackedBars(
        columns, layers, largest, new LineChartBuilder("", start, end).build().xTicks());
  }

  public String viewBox() {
    return "0 0 " + WIDTH + " " + HEIGHT;
  }

  private static void draw(
      Step step, double x, double width, long largest, List<StringBuilder> paths) {
    double bottom = HEIGHT;
    for (int i = 0; i < paths.size(); i++) {
      if (step.counts().get(i) > 0) {
        double height = Math.max(1, (double) step.counts().get(i) / largest * (HEIGHT - 2));
        bottom -= height;
        Coordinate.box(paths.get(i), x, bottom, width, height);
      }
    }
  }
}
