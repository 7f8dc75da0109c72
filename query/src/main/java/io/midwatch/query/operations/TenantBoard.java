package io.midwatch.query.operations;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * The customers of a window beside the period before.
 *
 * @param rows the most affected first, as in {@link Tenants}
 * @param unattributed requests and failures that named no tenant
 * @param requests of all, those that named no tenant included
 */
public record TenantBoard(
    List<TenantChange> rows, TenantRow unattributed, long requests, Completeness completeness) {
  public TenantBoard {
    rows = List.copyOf(rows);
  }

  /** Tenants with at least one failed request. */
  public long affected() {
    return rows.stream().filter(row -> row.now().failed() > 0).count();
  }
}
