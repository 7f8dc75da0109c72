package io.midwatch.api.operations;

import io.midwatch.api.request.Parameters;
import io.midwatch.query.operations.TenantRow;
import io.midwatch.query.operations.Tenants;
import io.midwatch.query.operations.TenantsService;
import io.midwatch.query.window.Window;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/tenants}. */
@RestController
class TenantsController {
  private final TenantsService tenants;

  TenantsController(TenantsService tenants) {
    this.tenants = tenants;
  }

  @GetMapping("/api/v1/tenants")
  TenantsJson tenants(Parameters parameters) {
    Window window = parameters.allow("limit", "cursor").window();
    Tenants found = tenants.tenants(window);
    return TenantsJson.of(window, found, parameters.page(found.rows(), TenantRow::tenant));
  }
}
