package io.midwatch.ui.explore;

import io.midwatch.query.promql.series.Grid;
import io.midwatch.ui.shell.TimeWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** At which times a window is asked about. Pure. */
final class Steps {
  /** About as many values as a chart can show. */
  private static final int WANTED = 240;

  /** The most a series may have. */
  private static final int MOST = 11_000;

  private static final List<Integer> ROUND =
      List.of(15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400);

  private Steps() {}

  /**
   * Seconds between two values of a window: as asked for when that is possible, else the smallest
   * round step that gives at most {@value #WANTED} values.
   */
  static int seconds(TimeWindow window, @Nullable String asked) {
    long length = Math.max(1, window.length().toSeconds());
    if (asked != null && asked.matches("[1-9]\\d{0,6}")) {
      int step = Integer.parseInt(asked);
      if (length / step < MOST) {
        return step;
      }
    }
    return ROUND.stream().filter(step -> length / step <= WANTED).findFirst().orElse(86_400);
  }

  /** The multiples of the step within a window, so that a refresh asks about the same times. */
  static Grid grid(TimeWindow window, int seconds) {
    long step = seconds * 1_000L;
    long first = Math.ceilDiv(window.start().toEpochMilli(), step) * step;
    long last = Math.max(first, Math.floorDiv(window.end().toEpochMilli(), step) * step);
    return Grid.range(first, last, step);
  }
}
