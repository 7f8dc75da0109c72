package io.midwatch.query.operations;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * Tenants seen in a window: the most affected first (failed users, then failed requests, then
 * requests).
 *
 * @param unattributed requests and failures that named no tenant
 */
public record Tenants(List<TenantRow> rows, TenantRow unattributed, Completeness completeness) {
  /** Of a window without any request. */
  public static final Tenants NONE =
      new Tenants(List.of(), new TenantRow("", 0, 0, 0, 0), Completeness.exact(0));

  public Tenants {
    rows = List.copyOf(rows);
  }

  /** Tenants with at least one failed request. */
  public long affected() {
    return rows.stream().filter(row -> row.failed() > 0).count();
  }
}
