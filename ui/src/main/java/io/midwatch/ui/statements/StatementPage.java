package io.midwatch.ui.statements;

import io.midwatch.query.operations.StatementDetail;
import io.midwatch.query.operations.StatementEndpoint;
import io.midwatch.query.operations.StatementRow;
import io.midwatch.query.operations.StatementSample;
import io.midwatch.query.window.Window;
import io.midwatch.ui.calls.CallsPart;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.shell.Shell;
import io.midwatch.ui.table.CsvTable;
import java.util.List;
import java.util.stream.Stream;

/** One statement and {@code /databases/{id}/statements/{statement}.json}. */
public record StatementPage(
    Window window, StatementDetail detail, CallsPart calls, List<String> notes) {
  private static final Format FORMAT = new Format();

  public StatementPage {
    notes = List.copyOf(notes);
  }

  static StatementPage of(Window window, StatementDetail detail) {
    return new StatementPage(
        window,
        detail,
        CallsPart.of(window, detail.calls(), query(detail)),
        Stream.concat(
                detail.completeness().reasons().stream(),
                detail.calls().completeness().reasons().stream())
            .distinct()
            .toList());
  }

  public StatementRow row() {
    return detail.row();
  }

  public String name() {
    return StatementsPart.name(row());
  }

  public String text() {
    return StatementsPart.text(row());
  }

  public String database() {
    return StatementsView.database(row());
  }

  /** How its calls are, in words. */
  public String sentence() {
    Double rows = row().rowsPerCall();
    String came =
        rows == null ? "" : " " + StatementsPart.rows(rows) + " rows came back on average.";
    return calls.sentence() + came;
  }

  public String average(StatementEndpoint endpoint) {
    return endpoint.calls() <= 0
        ? "—"
        : FORMAT.duration((double) endpoint.nanos() / endpoint.calls()).toString();
  }

  public String total(StatementEndpoint endpoint) {
    return FORMAT.duration(endpoint.nanos()).toString();
  }

  public String duration(StatementSample sample) {
    return FORMAT.duration(sample.durationNanos()).toString();
  }

  /** The endpoints; the row without a name is what no request is known of. */
  CsvTable csv() {
    CsvTable csv =
        new CsvTable(
            "statement-endpoints", "service", "endpoint", "calls", "failed", "total_seconds");
    for (StatementEndpoint each : detail.endpoints()) {
      csv.row(
          each.service(),
          each.endpoint(),
          each.calls(),
          each.failed(),
          CsvTable.seconds((double) each.nanos()));
    }
    if (detail.callsWithoutRequest() > 0) {
      csv.row("", "", detail.callsWithoutRequest(), null, null);
    }
    return csv;
  }

  /** Spans that ask it; where their texts differ by values, all of the database that long. */
  private static String query(StatementDetail detail) {
    StatementRow row = detail.row();
    StringBuilder query = new StringBuilder(Shell.query("db.system.name", row.system()));
    if (!row.database().isEmpty()) {
      query.append(' ').append(Shell.query("db.namespace", row.database()));
    }
    if (detail.sentAsIs() && row.text().length() < 500 && !row.text().contains("\\")) {
      query.append(' ').append(Shell.query("db.query.text", row.text()));
    }
    return query.toString();
  }
}
