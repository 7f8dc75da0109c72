package io.midwatch.api.services;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.NotFoundException;
import io.midwatch.api.request.Parameters;
import io.midwatch.query.services.ServiceDetail;
import io.midwatch.query.services.ServiceRow;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.services.ServicesService.Services;
import io.midwatch.query.text.PathId;
import io.midwatch.query.window.Window;
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
    Window window = parameters.allow().window();
    Services found = services.services(window);
    return new ServiceListJson(
        WindowJson.of(window),
        found.rows().stream().map(ServiceJson::of).toList(),
        TrustJson.of(found.completeness()));
  }

  /** The path names the service by its {@link PathId}. */
  @GetMapping("/api/v1/services/{id}/endpoints")
  EndpointListJson endpoints(@PathVariable String id, Parameters parameters) {
    Window window = parameters.allow().window();
    String service =
        services.services(window).rows().stream()
            .map(ServiceRow::service)
            .filter(name -> PathId.ofService(name).equals(id))
            .findFirst()
            .orElseThrow(
                () -> new NotFoundException("no service " + id + " was called in this window"));
    ServiceDetail detail = services.service(window, service);
    return new EndpointListJson(
        WindowJson.of(window),
        service,
        detail.endpoints().stream().map(EndpointJson::of).toList(),
        TrustJson.of(detail.completeness()));
  }
}
