package io.midwatch.ui.comparison;

import io.midwatch.ui.table.CsvTable;
import java.util.List;

/**
 * Where two traces differ, as a file: a line a place in the tree; a trace without it has 0 spans.
 */
final class ComparisonCsv {
  private ComparisonCsv() {}

  static CsvTable of(List<ComparisonRow> rows) {
    CsvTable csv =
        new CsvTable(
            "compared-traces",
            "depth",
            "service",
            "operation",
            "spans",
            "other_spans",
            "self_seconds",
            "other_self_seconds",
            "longer_seconds",
            "failed",
            "other_failed");
    for (ComparisonRow row : rows) {
      csv.row(
          row.depth(),
          row.service(),
          row.name(),
          row.spans(),
          row.otherSpans(),
          row.selfNanos() / 1e9,
          row.otherSelfNanos() / 1e9,
          row.moreNanos() / 1e9,
          row.failed(),
          row.otherFailed());
    }
    return csv;
  }
}
