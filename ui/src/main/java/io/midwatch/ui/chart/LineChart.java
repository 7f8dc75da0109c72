package io.midwatch.ui.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line chart with axes, ready to draw. Labels carry percentages of the chart's width, so text is
 * never stretched; paths live in a nested box of {@value #WIDTH} units that is. Made by {@link
 * LineChartBuilder}.
 *
 * @param height of the whole chart, CSS pixels
 * @param plotTop top of the plot, CSS pixels
 * @param plotHeight height of the plot, CSS pixels and view-box units
 * @param fromMillis where the time axis begins, for zooming
 * @param toMillis where it ends
 * @param title what the chart shows, for screen readers and the caption
 * @param description the same facts in a sentence
 * @param gapWords how long nothing is known, for the gaps with room for it
 */
public record LineChart(
    int height,
    int plotTop,
    int plotHeight,
    long fromMillis,
    long toMillis,
    String title,
    String description,
    List<Line> lines,
    String ghost,
    List<Gap> gaps,
    List<GapWord> gapWords,
    List<YTick> yTicks,
    List<XTick> xTicks,
    @Nullable Limit limit,
    List<Marker> markers) {
  /** Width of the plot's view box, user units. */
  public static final int WIDTH = 600;

  public LineChart {
    lines = List.copyOf(lines);
    gaps = List.copyOf(gaps);
    gapWords = List.copyOf(gapWords);
    yTicks = List.copyOf(yTicks);
    xTicks = List.copyOf(xTicks);
    markers = List.copyOf(markers);
  }

  /** Whether there is anything to draw. */
  public boolean present() {
    return lines.stream().anyMatch(line -> !line.path().isEmpty());
  }

  public String viewBox() {
    return "0 0 " + WIDTH + " " + plotHeight;
  }

  /** Baseline of the x labels, CSS pixels. */
  public int labelY() {
    return height - 4;
  }

  /** One series: its path, its colour role and its direct label. */
  public record Line(String name, String path, Tone tone) {}

  /** A grid line: its y inside the plot, the y of its label in the chart, and the label. */
  public record YTick(String y, String labelY, String label) {}

  /** A label under the plot at {@code x}, a percentage; no room for a late one on a phone. */
  public record XTick(String x, String anchor, String label, boolean late) {}

  /** Words in a gap: {@code no data 6 min}; x is a percentage, y in the chart. */
  public record GapWord(String x, String y, String anchor, String label) {}

  /** The limit line: y inside the plot, y of its label in the chart. */
  public record Limit(String y, String labelY, String label) {}

  /** A vertical line through the plot at {@code x}, a percentage: a deploy or another change. */
  public record Marker(String x, String anchor, String label) {}
}
