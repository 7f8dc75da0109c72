package io.midwatch.ui.tenants;

import io.midwatch.query.operations.TenantBoard;
import io.midwatch.query.operations.TenantChange;
import io.midwatch.query.operations.TenantDetail;
import io.midwatch.query.operations.TenantUsers;
import io.midwatch.query.operations.TenantsService;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.services.EndpointRow;
import io.midwatch.query.services.ServicesService;
import io.midwatch.query.text.PathId;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.CsvTable;
import io.midwatch.ui.table.ListForm;
import io.midwatch.ui.table.ShownRows;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Answers the tenant pages. */
@Component
final class TenantsView {
  private static final Map<String, Comparator<TenantChange>> ORDERS =
      Map.of(
          "name", Comparator.comparing(TenantChange::tenant),
          "-failed", descending(row -> row.now().failed()),
          "-share", descending(row -> row.failedRatio() == null ? 0 : row.failedRatio()),
          "-users", descending(row -> row.now().failedUsers()),
          "-requests", descending(row -> row.now().requests()));

  private final TenantsService tenants;
  private final TenantUsers users;
  private final ServicesService services;
  private final RequestStatistics requests;

  TenantsView(
      TenantsService tenants,
      TenantUsers users,
      ServicesService services,
      RequestStatistics requests) {
    this.tenants = tenants;
    this.users = users;
    this.services = services;
    this.requests = requests;
  }

  TenantsPage list(ViewParameters at, ListForm form) {
    TenantBoard board = tenants.compared(at.question());
    return new TenantsPage(
        at.question(),
        ShownRows.of(board.rows(), form, TenantChange::tenant, ORDERS),
        board.affected(),
        board.rows().stream().filter(TenantChange::noisy).toList(),
        board.rows().stream().mapToLong(row -> row.now().failed()).max().orElse(0),
        board.unattributed(),
        board.requests(),
        board.completeness().reasons());
  }

  CsvTable csv(ViewParameters at, ListForm form) {
    CsvTable csv =
        new CsvTable(
                "tenants",
                "tenant",
                "requests",
                "failed",
                "users",
                "failed_users",
                "share_of_all_requests",
                "requests_before",
                "failed_before")
            .comparing(at.question());
    List<TenantChange> all = tenants.compared(at.question()).rows();
    for (TenantChange row : ShownRows.matching(all, form, TenantChange::tenant, ORDERS)) {
      csv.row(
          row.tenant(),
          row.now().requests(),
          row.now().failed(),
          row.now().users(),
          row.now().failedUsers(),
          row.load(),
          row.before().requests(),
          row.before().failed());
    }
    return csv;
  }

  /** The tenant of a path id: a known one, else the id as the name. */
  TenantPage one(ViewParameters at, String id) {
    Window everyone = at.question().ofTenant(null);
    String name = name(everyone, id);
    Window own = everyone.ofTenant(name);
    TenantDetail detail = tenants.tenant(everyone, name);
    Listed<RequestPoint> durations = requests.series(own);
    Listed<RequestPoint> durationsBefore = requests.series(own.reference());
    Listed<EndpointRow> theirs = services.endpoints(own);
    Listed<EndpointRow> all = services.endpoints(everyone);
    return TenantPage.of(
        everyone,
        detail,
        durations.rows(),
        durationsBefore.rows(),
        beside(theirs.rows(), all.rows()),
        Stream.of(durations, durationsBefore, theirs, all)
            .map(Listed::completeness)
            .reduce(detail.completeness(), Completeness::and)
            .reasons());
  }

  /** Its users, whoever the page is narrowed to. */
  TenantUsersPage users(ViewParameters at, String id, ListForm form) {
    Window own = own(at, id);
    Listed<TenantUsers.Row> found = users.of(own);
    return TenantUsersPage.of(own, found.rows(), form, found.completeness().reasons());
  }

  CsvTable usersCsv(ViewParameters at, String id, ListForm form) {
    return TenantUsersPage.csv(users.of(own(at, id)).rows(), form);
  }

  private Window own(ViewParameters at, String id) {
    Window everyone = at.question().ofTenant(null);
    return everyone.ofTenant(name(everyone, id));
  }

  private String name(Window everyone, String id) {
    return tenants.tenants(everyone).rows().stream()
        .map(row -> row.tenant())
        .filter(tenant -> PathId.of(tenant).equals(id))
        .findFirst()
        .orElse(id);
  }

  private static List<TenantPage.Endpoint> beside(List<EndpointRow> own, List<EndpointRow> all) {
    Map<List<String>, RequestFigures> everyone = new HashMap<>();
    all.forEach(row -> everyone.put(key(row), row.now()));
    return own.stream()
        .map(row ->
            new TenantPage.Endpoint(
                row.service(),
                row.endpoint(),
                row.now(),
                everyone.getOrDefault(key(row), RequestFigures.NONE)))
        .sorted(
            Comparator.comparingLong((TenantPage.Endpoint row) -> -row.own().failed())
                .thenComparing(row -> -row.own().totalNanos())
                .thenComparing(TenantPage.Endpoint::endpoint))
        .toList();
  }

  private static List<String> key(EndpointRow row) {
    return List.of(row.service(), row.endpoint(), row.kind());
  }

  private static Comparator<TenantChange> descending(ToDoubleFunction<TenantChange> figure) {
    return Comparator.comparingDouble(row -> -figure.applyAsDouble(row));
  }
}
