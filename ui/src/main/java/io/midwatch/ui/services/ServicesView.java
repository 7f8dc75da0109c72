package io.midwatch.ui.services;

import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.services.ServiceRow;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.services.ServicesService.Services;
import io.midwatch.query.text.PathId;
import io.midwatch.query.window.Window;
import io.midwatch.ui.shell.ViewParameters;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the service pages from the service of services. */
@Component
final class ServicesView {
  private final ServicesService services;

  ServicesView(ServicesService services) {
    this.services = services;
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
    String name =
        services.services(window).rows().stream()
            .map(ServiceRow::service)
            .filter(service -> PathId.ofService(service).equals(id))
            .findFirst()
            .orElse(id.replace('~', '/'));
    return ServicePage.of(window, services.service(window, name));
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
