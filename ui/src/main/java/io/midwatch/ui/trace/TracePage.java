package io.midwatch.ui.trace;

import io.midwatch.ui.format.Format;
import io.midwatch.ui.logs.LogLine;
import io.midwatch.ui.shell.Link;
import io.midwatch.ui.shell.TimeWindow;
import io.midwatch.ui.shell.ViewParameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trace and {@code /traces/{id}.json}.
 *
 * @param title what was called: the endpoint of its first span
 * @param services in order of first appearance
 * @param sentence where the time went, empty when nothing stands out
 * @param rows of the waterfall
 * @param shownSpans spans the rows stand for, at most {@code spans}
 * @param selectedAt position of the selected span in the tree, depth first
 * @param logs lines of the trace, oldest first, at most 100
 * @param allLogs lines found in all
 * @param logsComplete false when there are more lines than found
 * @param notes why spans or lines of it may be missing, empty when none is
 */
public record TracePage(
    String traceId,
    String title,
    long startUnixNano,
    long durationNanos,
    int spans,
    List<String> services,
    int errors,
    @Nullable String tenant,
    String sentence,
    List<SpanRow> rows,
    int shownSpans,
    int selectedAt,
    SpanDetail selected,
    List<LogLine> logs,
    int allLogs,
    boolean logsComplete,
    List<String> notes) {
  private static final Format FORMAT = new Format();
  private static final long AROUND_SECONDS = 300;

  public TracePage {
    services = List.copyOf(services);
    rows = List.copyOf(rows);
    logs = List.copyOf(logs);
    notes = List.copyOf(notes);
  }

  /** Labels of the time axis at 0, 25, 50, 75 and 100 %. */
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    for (int quarter = 0; quarter <= 4; quarter++) {
      String anchor = quarter == 0 ? "start" : quarter == 4 ? "end" : "middle";
      ticks.add(
          new Tick(
              quarter * 25 + "%",
              anchor,
              FORMAT.duration(durationNanos * quarter / 4.0).toString()));
    }
    return ticks;
  }

  /** The page with another span selected. */
  public Link span(ViewParameters at, String spanId) {
    return at.link("/traces/" + traceId).with("span", spanId);
  }

  /** The page with every span. */
  public Link all(ViewParameters at) {
    return span(at, selected.spanId()).with("all", "1");
  }

  /** The log page narrowed to this trace, over a window that holds it. */
  public Link logsLink(ViewParameters at) {
    long end = startUnixNano + durationNanos;
    TimeWindow around =
        TimeWindow.absolute(
            FORMAT.instant(startUnixNano).minusSeconds(AROUND_SECONDS),
            FORMAT.instant(end).plusSeconds(AROUND_SECONDS));
    return at.link("/logs").in(around.pinned()).with("tenant", null).with("trace", traceId);
  }

  /** A label of the time axis. */
  public record Tick(String x, String anchor, String label) {}
}
