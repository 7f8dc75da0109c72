package io.midwatch.ui.overview;

import io.midwatch.query.overview.FailingNow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.table.CsvTable;
import java.util.List;

/** What fails now, as a file: a line an endpoint, in the order of the page. */
final class OverviewCsv {
  private OverviewCsv() {}

  static CsvTable of(Window window, List<FailingNow> failing) {
    CsvTable csv =
        new CsvTable(
                "failing",
                "service",
                "endpoint",
                "error_type",
                "error_message",
                "requests",
                "failed",
                "requests_before",
                "failed_before",
                "trend",
                "tenants",
                "users",
                "since_unix_nano",
                "recovered_unix_nano",
                "example_trace_id")
            .comparing(window);
    for (FailingNow row : failing) {
      csv.row(
          row.service(),
          row.endpoint(),
          row.errorType(),
          row.errorMessage(),
          row.now().requests(),
          row.now().failed(),
          row.before().requests(),
          row.before().failed(),
          row.trend(),
          row.tenants(),
          row.users(),
          row.sinceUnixNano(),
          row.recoveredUnixNano(),
          row.exampleTraceId());
    }
    return csv;
  }
}
