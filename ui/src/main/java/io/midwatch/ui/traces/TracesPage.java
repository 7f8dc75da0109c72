package io.midwatch.ui.traces;

import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.table.CsvTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trace search and {@code /traces.json}.
 *
 * @param rows newest first
 * @param around what stands above the list; null when nothing was found or the search was not run
 * @param next value of {@code after} for the older traces, null when there are none
 * @param previous value of {@code after} for the newer traces, null on the first page
 * @param problem why the search was not run, null when it was
 * @param notes what limits the answer, in words
 */
public record TracesPage(
    TracesForm form,
    List<TraceRow> rows,
    @Nullable TracesAround around,
    @Nullable String next,
    @Nullable String previous,
    @Nullable String problem,
    List<String> notes) {
  public TracesPage {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /** Width of a trace's bar, of 100, on the scale of the longest trace shown. */
  public String share(TraceRow row) {
    long longest = rows.stream().mapToLong(TraceRow::durationNanos).max().orElse(0);
    return Bar.share(row.durationNanos(), longest);
  }

  /** The traces of this page as a file. */
  CsvTable csv() {
    CsvTable csv =
        new CsvTable(
            "traces",
            "trace_id",
            "start_unix_nano",
            "duration_seconds",
            "service",
            "operation",
            "spans",
            "services",
            "errors",
            "tenant");
    for (TraceRow row : rows) {
      csv.row(
          row.traceId(),
          row.startUnixNano(),
          row.durationNanos() / 1e9,
          row.service(),
          row.operation(),
          row.spans(),
          row.services(),
          row.errors(),
          row.tenant());
    }
    return csv;
  }
}
