package io.midwatch.ui.map;

import io.midwatch.query.operations.DependencyRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.shell.Link;
import io.midwatch.ui.shell.Shell;
import io.midwatch.ui.table.CsvTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The map of services and {@code /map.json}.
 *
 * @param focus the service whose neighbours are shown, null for the edges that fail most
 * @param headline what is seen, in words
 * @param remark what of it is drawn, in words
 * @param rows the edges drawn and, around a focus, all others of it; in the order of the table
 * @param total edges there are in the window
 * @param notes what limits the answer, in words
 */
public record MapPage(
    Window window,
    @Nullable String focus,
    String headline,
    String remark,
    List<DependencyRow> rows,
    int total,
    ServiceMap map,
    List<String> notes) {
  private static final Format FORMAT = new Format();

  public MapPage {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  public Figure perMinute(DependencyRow row) {
    return FORMAT.ratePerMinute(row.requests() / (window.minutes() * 60));
  }

  public boolean failing(DependencyRow row) {
    return ServiceMap.failing(row);
  }

  /** What an edge is, as people say it. */
  public String kind(DependencyRow row) {
    return row.kind().replace('_', ' ');
  }

  /** Where a box leads: the map around a service, the page of anything else. */
  public Link link(Shell shell, ServiceMap.Box box) {
    return switch (box.type()) {
      case "service" -> box.focus() ? shell.service(box.name()) : around(shell, box.name());
      case "database" -> shell.at().link("/databases").with("q", box.name());
      default -> shell.thirdParty(box.name());
    };
  }

  /** The map around a service. */
  public Link around(Shell shell, String service) {
    return shell.at().link("/map").with("focus", service);
  }

  /** All edges of the table as a file. */
  CsvTable csv() {
    CsvTable csv =
        new CsvTable(
            "map",
            "client",
            "server",
            "kind",
            "requests",
            "failed",
            "client_p95_seconds",
            "server_p95_seconds",
            "queue_time_p95_seconds");
    for (DependencyRow row : rows) {
      csv.row(
          row.client(),
          row.server(),
          row.kind(),
          row.requests(),
          row.failed(),
          CsvTable.seconds(row.clientP95Nanos()),
          CsvTable.seconds(row.serverP95Nanos()),
          CsvTable.seconds(row.queueTimeP95Nanos()));
    }
    return csv;
  }
}
