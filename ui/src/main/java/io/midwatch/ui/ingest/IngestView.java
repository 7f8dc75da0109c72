package io.midwatch.ui.ingest;

import io.midwatch.query.ingest.IngestStatus;
import io.midwatch.query.ingest.IngestStatusService;
import io.midwatch.query.ingest.SenderRow;
import io.midwatch.query.ingest.SendersService;
import io.midwatch.query.ledger.LedgerService;
import io.midwatch.query.window.Listed;
import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.CsvTable;
import io.midwatch.ui.table.ListForm;
import io.midwatch.ui.table.ShownRows;
import java.util.Comparator;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers the page of the ingest status. */
@Component
final class IngestView {
  private static final Map<String, Comparator<SenderRow>> ORDERS =
      Map.of(
          "name", Comparator.comparing(SenderRow::service),
          "-logs", Comparator.comparingLong(row -> -row.logs()));

  private final IngestStatusService status;
  private final LedgerService ledger;
  private final SendersService senders;

  IngestView(IngestStatusService status, LedgerService ledger, SendersService senders) {
    this.status = status;
    this.ledger = ledger;
    this.senders = senders;
  }

  IngestPage page(ViewParameters at, ListForm form) {
    IngestStatus now = status.status();
    Listed<SenderRow> sent = senders.senders(at.question());
    return new IngestPage(
        at.question(),
        headline(IngestFoot.of(now, at.now())),
        now,
        ledger.ledger(),
        status.sources(),
        ShownRows.of(sent.rows(), form, SenderRow::service, ORDERS),
        sent.completeness().reasons());
  }

  CsvTable csv(ViewParameters at, ListForm form) {
    CsvTable csv =
        new CsvTable(
            "senders",
            "service",
            "spans",
            "logs",
            "spans_with_version",
            "spans_with_environment",
            "requests",
            "requests_with_tenant");
    for (SenderRow row :
        ShownRows.matching(
            senders.senders(at.question()).rows(), form, SenderRow::service, ORDERS)) {
      csv.row(
          row.service(),
          row.spans(),
          row.logs(),
          row.versioned(),
          row.environed(),
          row.requests(),
          row.tenanted());
    }
    return csv;
  }

  /** The state of the foot as a title. */
  private static String headline(IngestFoot foot) {
    String state = foot.state().replace(" · ", ", ");
    return "Ingest: " + Character.toLowerCase(state.charAt(0)) + state.substring(1);
  }
}
