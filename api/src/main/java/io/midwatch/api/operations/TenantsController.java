package io.midwatch.api.operations;

import io.midwatch.api.request.Parameters;
import io.midwatch.query.operations.OperationsOfCallers;
import io.midwatch.query.operations.TenantRow;
import io.midwatch.query.operations.Tenants;
import io.midwatch.query.window.Window;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/tenants}. */
@RestController
class TenantsController {
  private final OperationsOfCallers operations;

  TenantsController(OperationsOfCallers operations) {
    this.operations = operations;
  }

  @GetMapping("/api/v1/tenants")
  TenantsJson tenants(Parameters parameters) {
    Window window = parameters.allow("version", "limit", "cursor").window();
    Tenants found = operations.tenants(window, parameters.text("version"));
    return TenantsJson.of(window, found, parameters.page(found.rows(), TenantRow::tenant));
  }
}
