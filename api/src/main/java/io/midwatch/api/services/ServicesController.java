package io.midwatch.api.services;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.NotFoundException;
import io.midwatch.api.request.Page;
import io.midwatch.api.request.Parameters;
import io.midwatch.query.requests.RequestStatistics.By;
import io.midwatch.query.requests.RequestStatistics.Only;
import io.midwatch.query.services.EndpointRow;
import io.midwatch.query.services.ServiceRow;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.services.ServicesService.Services;
import io.midwatch.query.text.PathId;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/services}. */
@RestController
class ServicesController {
  private final ServicesService services;

  ServicesController(ServicesService services) {
    this.services = services;
  }

  @GetMapping("/api/v1/services")
  ServiceListJson services(Parameters parameters) {
    Window window = parameters.allow("version", "limit", "cursor").window();
    Services found = services.services(window, only(parameters));
    Page<ServiceRow> page = parameters.page(found.rows(), ServiceRow::service);
    return new ServiceListJson(
        WindowJson.of(window),
        page.rows().stream().map(ServiceJson::of).toList(),
        page.total(),
        page.next(),
        TrustJson.of(found.completeness()));
  }

  /** The path names the service by its {@link PathId}. */
  @GetMapping("/api/v1/services/{id}/endpoints")
  EndpointListJson endpoints(@PathVariable String id, Parameters parameters) {
    Window window = parameters.allow("version", "limit", "cursor").window();
    Services called = services.services(window);
    String service =
        called.rows().stream()
            .map(ServiceRow::service)
            .filter(name -> PathId.ofService(name).equals(id))
            .findFirst()
            .orElseThrow(
                () -> new NotFoundException("no service " + id + " was called in this window"));
    Listed<EndpointRow> found =
        services.endpoints(window, only(parameters, new Only(By.SERVICE, service)));
    Page<EndpointRow> page =
        parameters.page(found.rows(), row -> row.kind() + "\0" + row.endpoint());
    return new EndpointListJson(
        WindowJson.of(window),
        service,
        page.rows().stream().map(EndpointJson::of).toList(),
        page.total(),
        page.next(),
        TrustJson.of(found.completeness().and(called.completeness())));
  }

  private static Only[] only(Parameters parameters, Only... more) {
    String version = parameters.text("version");
    return version == null
        ? more
        : Stream.concat(Stream.of(more), Stream.of(new Only(By.VERSION, version)))
            .toArray(Only[]::new);
  }
}
