package io.midwatch.ui.endpoints;

import io.midwatch.query.operations.StatementsService;
import io.midwatch.query.services.EndpointDetail;
import io.midwatch.query.services.EndpointRow;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.text.PathId;
import io.midwatch.query.timing.EndpointTiming;
import io.midwatch.query.timing.TimingService;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.ui.services.Health;
import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.CsvTable;
import io.midwatch.ui.table.ListForm;
import io.midwatch.ui.table.ShownRows;
import java.util.Comparator;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the endpoint pages. */
@Component
final class EndpointsView {
  private static final Map<String, Comparator<EndpointRow>> ORDERS =
      Map.of(
          "name", Comparator.comparing(EndpointRow::endpoint),
          "service", Comparator.comparing(EndpointRow::service),
          "-requests", descending(row -> row.now().requests()),
          "-failed", descending(row -> row.now().failed()),
          "-p50", descending(row -> orZero(row.now().p50Nanos())),
          "-p95", descending(row -> orZero(row.now().p95Nanos())),
          "-p99", descending(row -> orZero(row.now().p99Nanos())));

  /** Statements on the page of an endpoint. */
  private static final int STATEMENTS = 6;

  private final ServicesService services;
  private final StatementsService statements;
  private final TimingService timing;

  EndpointsView(ServicesService services, StatementsService statements, TimingService timing) {
    this.services = services;
    this.statements = statements;
    this.timing = timing;
  }

  EndpointsPage list(ViewParameters at, ListForm form) {
    Listed<EndpointRow> found = services.endpoints(at.question());
    return new EndpointsPage(
        at.question(),
        ShownRows.of(found.rows(), form, EndpointsView::name, ORDERS),
        found.rows().stream().filter(row -> Health.of(row) == Health.FAILING).count(),
        found.rows().stream().mapToDouble(row -> row.now().totalNanos()).sum(),
        found.completeness().reasons());
  }

  CsvTable csv(ViewParameters at, ListForm form) {
    CsvTable csv =
        new CsvTable(
                "endpoints",
                "service",
                "endpoint",
                "kind",
                "requests",
                "failed",
                "client_errors",
                "throttled",
                "p50_seconds",
                "p95_seconds",
                "p99_seconds",
                "total_seconds",
                "requests_before",
                "failed_before",
                "p95_seconds_before")
            .comparing(at.question());
    for (EndpointRow row :
        ShownRows.matching(
            services.endpoints(at.question()).rows(), form, EndpointsView::name, ORDERS)) {
      csv.row(
          row.service(),
          row.endpoint(),
          row.kind(),
          row.now().requests(),
          row.now().failed(),
          row.now().clientErrors(),
          row.now().throttled(),
          CsvTable.seconds(row.now().p50Nanos()),
          CsvTable.seconds(row.now().p95Nanos()),
          CsvTable.seconds(row.now().p99Nanos()),
          CsvTable.seconds(row.now().totalNanos()),
          row.before().requests(),
          row.before().failed(),
          CsvTable.seconds(row.before().p95Nanos()));
    }
    return csv;
  }

  /** The endpoint of path ids: a known one, else the ids as the names. */
  EndpointPage one(ViewParameters at, String service, String id) {
    Window window = at.question();
    EndpointRow known =
        services.endpoints(window).rows().stream()
            .filter(row ->
                PathId.ofService(row.service()).equals(service)
                    && PathId.of(row.endpoint()).equals(id))
            .findFirst()
            .orElse(null);
    String name = known == null ? service.replace('~', '/') : known.service();
    String endpoint = known == null ? id : known.endpoint();
    EndpointDetail detail = services.endpoint(window, name, endpoint);
    return EndpointPage.of(
        window,
        detail,
        statements.ofEndpoint(window, name, endpoint, STATEMENTS).rows(),
        detail.now().requests() == 0
            ? EndpointTiming.NONE
            : timing.timing(window, name, endpoint, EndpointPage.slowNanos(detail)));
  }

  private static String name(EndpointRow row) {
    return row.endpoint() + " " + row.service();
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  private static Comparator<EndpointRow> descending(ToDoubleFunction<EndpointRow> figure) {
    return Comparator.comparingDouble(row -> -figure.applyAsDouble(row));
  }
}
