package io.midwatch.query.operations;

import io.midwatch.query.operations.TenantDetail.TenantService;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Customers of the monitored system and what they suffer. Thread-safe. */
public final class TenantsService {
  private static final String TABLE = OperationsTables.TENANTS.name();
  private static final TenantRow NOBODY = none("");

  private final RollupReader rollups;

  public TenantsService(RollupReader rollups) {
    this.rollups = rollups;
  }

  /** Tenants of a window; the one tenant only when the window is narrowed to it. */
  public Tenants tenants(Window window) {
    Tenants read = read(window);
    Completeness completeness = lowerBounds(read).and(JoinGaps.ofTenants(rollups, window));
    return new Tenants(read.rows(), read.unattributed(), completeness);
  }

  private Tenants read(Window window) {
    RollupAnswer answer =
        rollups.readRollup(window.rollup(TABLE, "tenant").where(filter(window, window.tenant())));
    List<TenantRow> rows = new ArrayList<>();
    TenantRow unattributed = NOBODY;
    for (RollupRow row : answer.rows()) {
      TenantRow tenant = row(answer, row);
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
    return new Tenants(rows, unattributed, answer.completeness());
  }

  private static Completeness lowerBounds(Tenants tenants) {
    TenantRow nobody = tenants.unattributed();
    if (nobody.requests() == 0) {
      return tenants.completeness();
    }
    String reason =
        String.format(
            Locale.ROOT,
            "%,d requests, %,d of them failed, named no tenant: counts per tenant are lower bounds.",
            nobody.requests(),
            nobody.failed());
    return tenants.completeness().and(Completeness.lowerBound(List.of(reason)));
  }

  /** The same tenants beside the period before. */
  public TenantBoard compared(Window window) {
    Tenants now = tenants(window);
    Tenants earlier = read(window.reference());
    Map<String, TenantRow> before = new HashMap<>();
    earlier.rows().forEach(row -> before.put(row.tenant(), row));
    RollupAnswer all = rollups.readRollup(window.rollup(TABLE));
    long requests = total(all).requests();
    return new TenantBoard(
        now.rows().stream()
            .map(
                row -> change(row, before.getOrDefault(row.tenant(), none(row.tenant())), requests))
            .toList(),
        now.unattributed(),
        requests,
        now.completeness().and(earlier.completeness()).and(all.completeness()));
  }

  /** One tenant; figures are zero when it made no request. */
  public TenantDetail tenant(Window window, String tenant) {
    Filter only = filter(window, tenant);
    RollupAnswer now = rollups.readRollup(window.rollup(TABLE, "tenant").where(only));
    RollupAnswer before =
        rollups.readRollup(window.reference().rollup(TABLE, "tenant").where(only));
    RollupAnswer series =
        rollups.readRollup(window.rollup(TABLE).where(only).every(window.stepNanos()));
    RollupAnswer seriesBefore =
        rollups.readRollup(window.reference().rollup(TABLE).where(only).every(window.stepNanos()));
    RollupAnswer services = rollups.readRollup(window.rollup(TABLE, "service").where(only));
    RollupAnswer everyone = rollups.readRollup(window.rollup(TABLE, "service"));
    TenantRow all = total(everyone);
    return new TenantDetail(
        change(single(now, tenant), single(before, tenant), all.requests()),
        points(series),
        points(seriesBefore),
        services(services, everyone),
        all,
        Stream.of(before, series, seriesBefore, services, everyone)
            .map(RollupAnswer::completeness)
            .reduce(now.completeness(), Completeness::and));
  }

  private static Filter filter(Window window, @Nullable String tenant) {
    return tenant == null
        ? window.dimensionFilter()
        : window.dimensionFilter(Filter.eq(Field.dimension("tenant"), tenant));
  }

  private static TenantRow none(String tenant) {
    return new TenantRow(tenant, 0, 0, 0, 0);
  }

  private static TenantChange change(TenantRow now, TenantRow before, long requests) {
    return new TenantChange(
        now, before, requests == 0 ? 0 : Math.min(1, (double) now.requests() / requests));
  }

  private static TenantRow row(RollupAnswer answer, RollupRow row) {
    return new TenantRow(
        row.overflow() ? "(other)" : row.text(0),
        answer.count(row, "requests"),
        answer.count(row, "failed"),
        answer.distinct(row, "users"),
        answer.distinct(row, "failed_users"));
  }

  private static TenantRow single(RollupAnswer answer, String tenant) {
    return answer.rows().stream()
        .filter(row -> !row.overflow())
        .findFirst()
        .map(row -> row(answer, row))
        .orElse(none(tenant));
  }

  private static TenantRow total(RollupAnswer answer) {
    long requests = 0;
    long failed = 0;
    for (RollupRow row : answer.rows()) {
      requests += answer.count(row, "requests");
      failed += answer.count(row, "failed");
    }
    return new TenantRow("", requests, failed, 0, 0);
  }

  private static List<RequestPoint> points(RollupAnswer answer) {
    return answer.rows().stream()
        .map(row ->
            new RequestPoint(
                row.bucketStartUnixNano(),
                RequestFigures.counted(answer.count(row, "requests"), answer.count(row, "failed"))))
        .toList();
  }

  private static List<TenantService> services(RollupAnswer own, RollupAnswer everyone) {
    Map<String, RollupRow> all = new HashMap<>();
    everyone.rows().stream()
        .filter(row -> !row.overflow())
        .forEach(row -> all.put(row.text(0), row));
    List<TenantService> services = new ArrayList<>();
    for (RollupRow row : own.rows()) {
      RollupRow others = all.get(row.text(0));
      if (!row.overflow() && others != null) {
        services.add(
            new TenantService(
                row.text(0),
                own.count(row, "requests"),
                own.count(row, "failed"),
                everyone.count(others, "requests"),
                everyone.count(others, "failed")));
      }
    }
    services.sort(
        Comparator.comparingLong((TenantService service) -> -service.failed())
            .thenComparing(service -> -service.requests())
            .thenComparing(TenantService::service));
    return services;
  }
}
