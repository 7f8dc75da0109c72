package io.midwatch.ui.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps a series into a box of {@code width × height} user units; y grows downwards, zero is the
 * baseline unless there are values below it.
 */
final class Geometry {
  /** Room above the largest value and below zero, so that a 1.5 px line is not cut. */
  private static final double MARGIN = 1.5;

  private static final int SHORTEST_GAP = 3;

  /** Least width of the dash for a lone sample, user units; a sparkline's are pixels. */
  private static final double SHORTEST_DASH = 3;

  /** Share of the box that the dash is wide: a chart of 600 units may be drawn 300 pixels wide. */
  private static final double DASH = 0.01;

  private final double width;
  private final double height;
  private final double min;
  private final double max;

  Geometry(double width, double height, double max) {
    this(width, height, 0, max);
  }

  /**
   * @param min at most 0
   */
  Geometry(double width, double height, double min, double max) {
    this.width = width;
    this.height = height;
    this.min = min;
    this.max = max > 0 ? max : 1;
  }

  /** The y of a value, at most the box. */
  double y(double value) {
    double share = Math.clamp((value - min) / (max - min), 0, 1);
    return height - MARGIN - share * (height - 2 * MARGIN);
  }

  /** The x of sample {@code index} of {@code length}; a single sample sits at the right end. */
  double x(int index, int length) {
    return length < 2 ? width : width * index / (length - 1);
  }

  /**
   * The SVG path of the series: one {@code M} per unbroken run, so that a gap stays open. A run of
   * one sample is drawn as a short dash around it, inside the box and wide enough to be seen. Empty
   * when there is no value at all.
   */
  String path(double[] values, int buckets) {
    Decimation thin = Decimation.of(values, buckets);
    StringBuilder path = new StringBuilder(thin.index().length * 10);
    boolean open = false;
    for (int i = 0; i < thin.index().length; i++) {
      double value = thin.value()[i];
      if (Double.isNaN(value)) {
        open = false;
        continue;
      }
      double x = x(thin.index()[i], values.length);
      boolean alone = !open && (i + 1 == thin.index().length || Double.isNaN(thin.value()[i + 1]));
      if (alone) {
        appendDash(path, x, y(value));
      } else {
        append(path, open ? 'L' : 'M', x, y(value));
      }
      open = true;
    }
    return path.toString();
  }

  /**
   * The stretches of at least {@value #SHORTEST_GAP} samples without any value, when there are
   * values somewhere else; empty when all or none is missing. Shorter ones are seen as a break of
   * the line.
   */
  List<Gap> gaps(double[] values) {
    List<Gap> gaps = new ArrayList<>();
    int start = -1;
    boolean any = false;
    for (int i = 0; i <= values.length; i++) {
      boolean missing = i < values.length && Double.isNaN(values[i]);
      any |= i < values.length && !missing;
      if (missing && start < 0) {
        start = i;
      }
      if (!missing && start >= 0) {
        if (i - start >= SHORTEST_GAP) {
          gaps.add(gap(Math.max(0, start - 1), Math.min(i, values.length - 1), values.length));
        }
        start = -1;
      }
    }
    return any ? gaps : List.of();
  }

  private Gap gap(int from, int to, int length) {
    double x = x(from, length);
    return new Gap(Coordinate.text(x), Coordinate.text(Math.max(1, x(to, length) - x)));
  }

  private void appendDash(StringBuilder path, double x, double y) {
    double dash = Math.max(SHORTEST_DASH, width * DASH);
    double left = Math.clamp(x - dash / 2, 0, Math.max(0, width - dash));
    append(path, 'M', left, y);
    append(path, 'L', left + dash, y);
  }

  private static void append(StringBuilder path, char command, double x, double y) {
    path.append(command);
    Coordinate.append(path, x);
    path.append(' ');
    Coordinate.append(path, y);
  }
}
