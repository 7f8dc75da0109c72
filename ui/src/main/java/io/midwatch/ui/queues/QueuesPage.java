package io.midwatch.ui.queues;

import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Sparkline;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.signal.Signal;
import io.midwatch.ui.signal.ValueLine;
import io.midwatch.ui.table.ShownRows;
import java.util.List;

/**
 * The list of queues and {@code /queues.json}.
 *
 * @param late names of those whose oldest message waits too long
 * @param notes what limits the answer, in words
 */
public record QueuesPage(
    Window window, ShownRows<QueueRow> shown, List<String> late, List<String> notes) {
  private static final Format FORMAT = new Format();
  private static final int WIDTH = 104;
  private static final int HEIGHT = 24;

  public QueuesPage {
    late = List.copyOf(late);
    notes = List.copyOf(notes);
  }

  /** The sentence the page begins with. */
  public String headline() {
    if (shown.total() == 0) {
      return "Queues";
    }
    String all = FORMAT.counted(shown.total(), "queue", "queues");
    return late.isEmpty() ? all + ", none late" : all + ", " + FORMAT.exact(late.size()) + " late";
  }

  public Signal signal(QueueRow row) {
    return QueueText.state(row);
  }

  public String drains(QueueRow row) {
    return QueueText.drains(row);
  }

  /** The backlog over the window, on the row's own scale. */
  public Sparkline depth(QueueRow row) {
    Tone tone =
        switch (signal(row).mark()) {
          case "crit" -> Tone.CRIT;
          case "warn" -> Tone.WARN;
          default -> Tone.NORMAL;
        };
    return Sparkline.of(ValueLine.of(window, row.depth()), WIDTH, HEIGHT, tone);
  }
}
