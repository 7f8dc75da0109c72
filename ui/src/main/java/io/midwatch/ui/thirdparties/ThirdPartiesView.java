package io.midwatch.ui.thirdparties;

import io.midwatch.query.operations.ThirdPartiesService;
import io.midwatch.query.operations.ThirdPartyRow;
import io.midwatch.query.text.PathId;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.ui.calls.CallsPart;
import io.midwatch.ui.shell.Shell;
import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.signal.Signals;
import io.midwatch.ui.table.CsvTable;
import io.midwatch.ui.table.ListForm;
import io.midwatch.ui.table.ShownRows;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Answers the pages of hosts outside. */
@Component
final class ThirdPartiesView {
  private static final Map<String, Comparator<ThirdPartyRow>> ORDERS =
      Map.of(
          "name", Comparator.comparing(ThirdPartyRow::host),
          "-calls", descending(ThirdPartyRow::calls),
          "-throttled", descending(ThirdPartyRow::throttled),
          "-timeouts", descending(ThirdPartyRow::timeouts),
          "-p95", descending(row -> row.p95Nanos() == null ? 0 : row.p95Nanos()));

  private final ThirdPartiesService hosts;

  ThirdPartiesView(ThirdPartiesService hosts) {
    this.hosts = hosts;
  }

  ThirdPartiesPage list(ViewParameters at, ListForm form) {
    Listed<ThirdPartyRow> found = hosts.thirdParties(at.question());
    return new ThirdPartiesPage(
        at.question(),
        ShownRows.of(found.rows(), form, ThirdPartyRow::host, ORDERS),
        found.rows().stream()
            .filter(row -> Signals.thirdParty(row).mark().equals("crit"))
            .map(ThirdPartyRow::host)
            .toList(),
        found.completeness().reasons());
  }

  CsvTable csv(ViewParameters at, ListForm form) {
    CsvTable csv =
        new CsvTable(
                "third-parties",
                "host",
                "calls",
                "failed",
                "throttled",
                "timeouts",
                "p95_seconds",
                "calls_before",
                "failed_before",
                "callers")
            .comparing(at.question());
    for (ThirdPartyRow row :
        ShownRows.matching(
            hosts.thirdParties(at.question()).rows(), form, ThirdPartyRow::host, ORDERS)) {
      csv.row(
          row.host(),
          row.calls(),
          row.failed(),
          row.throttled(),
          row.timeouts(),
          CsvTable.seconds(row.p95Nanos()),
          row.callsBefore(),
          row.failedBefore(),
          String.join(" ", row.callers()));
    }
    return csv;
  }

  /** The host of a path id; empty when nobody called it in the window. */
  Optional<ThirdPartyPage> one(ViewParameters at, String id) {
    Window window = at.question();
    return hosts.thirdParties(window).rows().stream()
        .map(ThirdPartyRow::host)
        .filter(host -> PathId.of(host).equals(id))
        .findFirst()
        .flatMap(host -> hosts.thirdParty(window, host))
        .map(detail ->
            new ThirdPartyPage(
                window,
                detail.row(),
                CallsPart.of(
                    window, detail.calls(), Shell.query("server.address", detail.row().host()))));
  }

  private static Comparator<ThirdPartyRow> descending(ToDoubleFunction<ThirdPartyRow> figure) {
    return Comparator.comparingDouble(row -> -figure.applyAsDouble(row));
  }
}
