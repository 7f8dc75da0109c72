package io.midwatch.ui.thirdparties;

import io.midwatch.query.operations.ThirdPartyRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Sparkline;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.format.TrendText;
import io.midwatch.ui.signal.Signal;
import io.midwatch.ui.signal.Signals;
import io.midwatch.ui.signal.ValueLine;
import io.midwatch.ui.table.ShownRows;
import java.util.List;

/**
 * The list of hosts outside and {@code /dependencies.json}.
 *
 * @param failing names of those that fail
 * @param notes what limits the answer, in words
 */
public record ThirdPartiesPage(
    Window window, ShownRows<ThirdPartyRow> shown, List<String> failing, List<String> notes) {
  private static final Format FORMAT = new Format();
  private static final int WIDTH = 104;
  private static final int HEIGHT = 24;

  public ThirdPartiesPage {
    failing = List.copyOf(failing);
    notes = List.copyOf(notes);
  }

  /** The sentence the page begins with. */
  public String headline() {
    if (shown.total() == 0) {
      return "Third parties";
    }
    String all = FORMAT.counted(shown.total(), "third party", "third parties");
    return failing.isEmpty()
        ? all + ", none failing"
        : all + ", " + FORMAT.exact(failing.size()) + " failing";
  }

  public Signal signal(ThirdPartyRow row) {
    return Signals.thirdParty(row);
  }

  public Figure perMinute(ThirdPartyRow row) {
    return FORMAT.ratePerMinute(row.calls() / (window.minutes() * 60));
  }

  /** {@code up}, {@code down} or {@code flat}. */
  public String trendKind(ThirdPartyRow row) {
    return TrendText.kind(row.failures());
  }

  public String trendWord(ThirdPartyRow row) {
    return TrendText.word(row.failures());
  }

  /** Failed share over the window, on the row's own scale. */
  public Sparkline failed(ThirdPartyRow row) {
    Tone tone = signal(row).mark().equals("crit") ? Tone.CRIT : Tone.NORMAL;
    return Sparkline.of(ValueLine.of(window, row.failing()), WIDTH, HEIGHT, tone);
  }
}
