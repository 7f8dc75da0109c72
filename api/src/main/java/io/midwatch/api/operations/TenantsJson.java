package io.midwatch.api.operations;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.query.operations.TenantRow;
import io.midwatch.query.operations.Tenants;
import io.midwatch.query.window.Window;
import java.util.List;

/**
 * Tenants seen in a window: the most failed users first, then failed requests, then requests.
 *
 * @param affected tenants with a failed request
 * @param unattributed requests that named no tenant; its name is empty
 */
public record TenantsJson(
    WindowJson window,
    long affected,
    List<Tenant> tenants,
    Tenant unattributed,
    TrustJson completeness) {

  /** One tenant; users are distinct counts, estimates beyond a few hundred. */
  public record Tenant(String tenant, long requests, long failed, long users, long failedUsers) {
    private static Tenant of(TenantRow row) {
      return new Tenant(row.tenant(), row.requests(), row.failed(), row.users(), row.failedUsers());
    }
  }

  public static TenantsJson of(Window window, Tenants tenants) {
    return new TenantsJson(
        WindowJson.of(window),
        tenants.affected(),
        tenants.rows().stream().map(Tenant::of).toList(),
        Tenant.of(tenants.unattributed()),
        TrustJson.of(tenants.completeness()));
  }
}
