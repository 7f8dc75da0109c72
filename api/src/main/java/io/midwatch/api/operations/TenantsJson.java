package io.midwatch.api.operations;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.Page;
import io.midwatch.query.operations.TenantRow;
import io.midwatch.query.operations.Tenants;
import io.midwatch.query.window.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of tenants seen in a window: the most failed users first, then failed requests, then
 * requests.
 *
 * @param affected tenants with a failed request, on all pages
 * @param total tenants on all pages
 * @param unattributed requests that named no tenant; its name is empty
 * @param next the cursor of the page after, null when there is none
 */
public record TenantsJson(
    WindowJson window,
    long affected,
    List<Tenant> tenants,
    int total,
    Tenant unattributed,
    @Nullable String next,
    TrustJson completeness) {

  /** One tenant; users are distinct counts, estimates beyond a few hundred. */
  public record Tenant(String tenant, long requests, long failed, long users, long failedUsers) {
    private static Tenant of(TenantRow row) {
      return new Tenant(row.tenant(), row.requests(), row.failed(), row.users(), row.failedUsers());
    }
  }

  /** All of them on one page. */
  public static TenantsJson of(Window window, Tenants tenants) {
    return of(window, tenants, new Page<>(tenants.rows(), tenants.rows().size(), null));
  }

  static TenantsJson of(Window window, Tenants tenants, Page<TenantRow> page) {
    return new TenantsJson(
        WindowJson.of(window),
        tenants.affected(),
        page.rows().stream().map(Tenant::of).toList(),
        page.total(),
        Tenant.of(tenants.unattributed()),
        page.next(),
        TrustJson.of(tenants.completeness()));
  }
}
