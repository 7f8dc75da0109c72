package io.midwatch.ui.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts over time as stacked columns in a box of {@value #WIDTH} × {@value #HEIGHT} units.
 *
 * @param columns in the order of time; steps without anything are absent
 * @param largest the highest column's sum
 * @param xTicks times along the axis, in the reader's zone, which the last one names
 */
public record StackedBars(List<Column> columns, long largest, List<LineChart.XTick> xTicks) {
  public static final int WIDTH = 600;
  public static final int HEIGHT = 56;

  public StackedBars {
    columns = List.copyOf(columns);
    xTicks = List.copyOf(xTicks);
  }

  /** One step: where it is, what it is called and its parts from the bottom up. */
  public record Column(String x, String width, String label, String link, List<Part> parts) {
    public Column {
      parts = List.copyOf(parts);
    }
  }

  /** A part of a column with its CSS class. */
  public record Part(String css, String y, String height) {}

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
    for (Step step : steps) {
      double from = Math.clamp(step.offset(), 0, 1) * WIDTH;
      double to = Math.clamp(step.offset() + step.length(), 0, 1) * WIDTH;
      if (to > from) {
        columns.add(
            new Column(
                Coordinate.text(from),
                Coordinate.text(Math.max(1, to - from - 1)),
                step.label(),
                step.link(),
                parts(step, classes, largest)));
      }
    }
    return new StackedBars(columns, largest, new LineChartBuilder("", start, end).build().xTicks());
  }

  public String viewBox() {
    return "0 0 " + WIDTH + " " + HEIGHT;
  }

  private static List<Part> parts(Step step, List<String> classes, long largest) {
    List<Part> parts = new ArrayList<>();
    double bottom = HEIGHT;
    for (int i = 0; i < classes.size(); i++) {
      if (step.counts().get(i) > 0) {
        double height = Math.max(1, (double) step.counts().get(i) / largest * (HEIGHT - 2));
        bottom -= height;
        parts.add(new Part(classes.get(i), Coordinate.text(bottom), Coordinate.text(height)));
      }
    }
    return parts;
  }
}
