package io.midwatch.ui.overview;

import io.midwatch.ui.chart.Sparkline;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.signal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * One vital sign.
 *
 * @param comparison what the value is measured against, in words
 * @param plot over the window; null when nothing was sent
 * @param path where its rows are, null when no page shows them
 */
public record Tile(
    String label,
    Figure value,
    String comparison,
    Signal signal,
    @Nullable Sparkline plot,
    @Nullable String path) {
  /** Whether the store could not read it. */
  public boolean unread() {
    return comparison.equals(Tiles.UNREAD);
  }

  /** What stands where there is no plot. */
  public String instead() {
    if (unread()) {
      return "not read";
    }
    return value.equals(Figure.MISSING) ? "no data in this window" : "too little to draw";
  }
}
