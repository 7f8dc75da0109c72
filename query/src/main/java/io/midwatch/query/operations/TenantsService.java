package io.midwatch.query.operations;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Customers of the monitored system and what they suffer. Thread-safe. */
public final class TenantsService {
  private static final String UNATTRIBUTED =
      "Some requests named no tenant: counts per tenant are lower bounds.";

  private final RollupReader rollups;

  public TenantsService(RollupReader rollups) {
    this.rollups = rollups;
  }

  public Tenants tenants(Window window) {
    Filter filter = window.dimensionFilter();
    if (window.tenant() != null) {
      filter = window.dimensionFilter(Filter.eq(Field.dimension("tenant"), window.tenant()));
    }
    RollupAnswer answer =
        rollups.readRollup(window.rollup(OperationsTables.TENANTS.name(), "tenant").where(filter));
    List<TenantRow> rows = new ArrayList<>();
    TenantRow unattributed = new TenantRow("", 0, 0, 0, 0);
    for (RollupRow row : answer.rows()) {
      TenantRow tenant =
          new TenantRow(
              row.overflow() ? "(other)" : row.text(0),
              answer.count(row, "requests"),
              answer.count(row, "failed"),
              answer.distinct(row, "users"),
              answer.distinct(row, "failed_users"));
      if (tenant.tenant().isEmpty()) {
        unattributed = tenant;
      } else {
        rows.add(tenant);
      }
    }
    rows.sort(
        Comparator.comparingLong((TenantRow row) -> -row.failedUsers())
            .thenComparing(row -> -row.failed())
            .thenComparing(row -> -row.requests())
            .thenComparing(TenantRow::tenant));
    Completeness completeness = answer.completeness();
    return new Tenants(
        rows,
        unattributed,
        unattributed.requests() == 0
            ? completeness
            : completeness.and(new Completeness(true, true, 0, List.of(UNATTRIBUTED))));
  }
}
