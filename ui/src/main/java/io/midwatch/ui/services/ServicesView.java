package io.midwatch.ui.services;

import io.midwatch.query.operations.CacheRow;
import io.midwatch.query.operations.CachesService;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.services.ServiceDetail;
import io.midwatch.query.services.ServiceInstances;
import io.midwatch.query.services.ServiceRow;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.services.ServicesService.Services;
import io.midwatch.query.text.PathId;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.CsvTable;
import io.midwatch.ui.table.ListForm;
import io.midwatch.ui.table.ShownRows;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the service pages from the service of services. */
@Component
final class ServicesView {
  private static final Map<String, Comparator<ServiceInstances.Row>> INSTANCES =
      Map.of(
          "name", Comparator.comparing(ServiceInstances.Row::instance),
          "-failed", Comparator.comparingLong(row -> -row.failed()),
          "-before", Comparator.comparingLong(row -> -row.requestsBefore()));

  private final ServicesService services;
  private final CachesService caches;
  private final SurroundingsView surroundings;

  ServicesView(ServicesService services, CachesService caches, SurroundingsView surroundings) {
    this.services = services;
    this.caches = caches;
    this.surroundings = surroundings;
  }

  /** All services; an unknown {@code sort} is the default, failing ones first. */
  ServicesPage list(ViewParameters at, @Nullable String sort) {
    Window window = at.question();
    Services found = services.services(window);
    Comparator<ServiceRow> order = order(sort);
    List<ServiceRow> rows =
        order == null ? found.rows() : found.rows().stream().sorted(order).toList();
    return new ServicesPage(
        window, rows, order == null || sort == null ? "" : sort, found.completeness().reasons());
  }

  /** The service of a path id: a known one, else the id as the name. */
  ServicePage one(ViewParameters at, String id) {
    Window window = at.question();
    ServiceDetail detail = services.service(window, name(window, id));
    Listed<CacheRow> own = caches.ofService(window, detail.service());
    return ServicePage.of(
        window,
        detail,
        services.instances(window, detail).lack(),
        own,
        surroundings.of(window, detail.service()));
  }

  InstancesPage instances(ViewParameters at, String id, ListForm form) {
    Window window = at.question();
    ServiceInstances found = services.instances(window, name(window, id));
    return new InstancesPage(
        window,
        found.service(),
        found.answering(),
        found.expected(),
        ShownRows.of(found.rows(), form, ServiceInstances.Row::instance, INSTANCES),
        found.lack(),
        found.completeness().reasons());
  }

  CsvTable instancesCsv(ViewParameters at, String id, ListForm form) {
    CsvTable csv =
        new CsvTable("instances", "instance", "version", "requests", "failed", "requests_before")
            .comparing(at.question());
    Window window = at.question();
    List<ServiceInstances.Row> all = services.instances(window, name(window, id)).rows();
    for (ServiceInstances.Row row :
        ShownRows.matching(all, form, ServiceInstances.Row::instance, INSTANCES)) {
      csv.row(row.instance(), row.version(), row.requests(), row.failed(), row.requestsBefore());
    }
    return csv;
  }

  private String name(Window window, String id) {
    return services.services(window).rows().stream()
        .map(ServiceRow::service)
        .filter(service -> PathId.ofService(service).equals(id))
        .findFirst()
        .orElse(id.replace('~', '/'));
  }

  private static @Nullable Comparator<ServiceRow> order(@Nullable String sort) {
    return switch (sort) {
      case "name" -> Comparator.comparing(ServiceRow::service);
      case "-requests" -> descending(RequestFigures::requests);
      case "-failed" -> descending(RequestFigures::failed);
      case "-p95" ->
          Comparator.comparingDouble(
              row -> row.now().p95Nanos() == null ? 0 : -row.now().p95Nanos());
      case null, default -> null;
    };
  }

  private static Comparator<ServiceRow> descending(ToLongFunction<RequestFigures> figure) {
    return Comparator.comparingLong(row -> -figure.applyAsLong(row.now()));
  }
}
