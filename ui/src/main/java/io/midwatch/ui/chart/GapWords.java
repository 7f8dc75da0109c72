package io.midwatch.ui.chart;

import io.midwatch.ui.format.Format;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says in the gaps of a chart how long nothing is known. Pure. */
final class GapWords {
  /** Shares of the width: what has words, and how far words must be apart. */
  private static final double NARROWEST = 0.04;

  private static final double APART = 0.36;
  private static final double EDGE = 0.12;
  private static final Format FORMAT = new Format();

  private GapWords() {}

  /**
   * @param gaps in units of {@link LineChart#WIDTH}, each from the last value before to the first
   *     after
   * @param samples of the whole line, at even distances over {@code length}
   * @param y of all words in the chart
   */
  static List<LineChart.GapWord> of(List<Gap> gaps, int samples, Duration length, double y) {
    List<LineChart.GapWord> words = new ArrayList<>();
    double last = -1;
    for (Gap gap : gaps) {
      double width = Double.parseDouble(gap.width()) / LineChart.WIDTH;
      double middle = Double.parseDouble(gap.x()) / LineChart.WIDTH + width / 2;
      if (width >= NARROWEST && (last < 0 || middle - last >= APART)) {
        long nanos = Math.round(length.toNanos() * Math.max(0, width - 1.0 / samples));
        words.add(
            new LineChart.GapWord(
                Coordinate.percent(middle),
                Coordinate.text(y),
                middle < EDGE ? "start" : middle > 1 - EDGE ? "end" : "middle",
                "no data " + FORMAT.span(Duration.ofNanos(nanos))));
        last = middle;
      }
    }
    return words;
  }
}
