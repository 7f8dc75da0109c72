package io.midwatch.ui.tenants;

import io.midwatch.query.operations.TenantUsers;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.shell.Shell;
import io.midwatch.ui.table.CsvTable;
import io.midwatch.ui.table.ListForm;
import io.midwatch.ui.table.ShownRows;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The users of a tenant and {@code /tenants/{id}/users.json}.
 *
 * @param shown users that are named
 * @param failing users with a failed request
 * @param nameless requests that name no user
 * @param notes what limits the answer, in words
 */
public record TenantUsersPage(
    Window window,
    String tenant,
    ShownRows<TenantUsers.Row> shown,
    long failing,
    long nameless,
    List<String> notes) {
  private static final Format FORMAT = new Format();
  private static final Map<String, Comparator<TenantUsers.Row>> ORDERS =
      Map.of(
          "name", Comparator.comparing(TenantUsers.Row::user),
          "-requests", Comparator.comparingLong(row -> -row.requests()),
          "-p95", Comparator.comparingDouble(row -> -row.p95Nanos()));

  public TenantUsersPage {
    notes = List.copyOf(notes);
  }

  static TenantUsersPage of(
      Window window, List<TenantUsers.Row> rows, ListForm form, List<String> notes) {
    List<TenantUsers.Row> named = named(rows);
    return new TenantUsersPage(
        window,
        Objects.requireNonNull(window.tenant()),
        ShownRows.of(named, form, TenantUsers.Row::user, ORDERS),
        named.stream().filter(row -> row.failed() > 0).count(),
        rows.stream()
            .filter(row -> row.user().isEmpty())
            .mapToLong(TenantUsers.Row::requests)
            .sum(),
        notes);
  }

  /** The sentence the page begins with. */
  public String headline() {
    String whom = "of " + tenant;
    if (shown.total() == 0) {
      return "Users " + whom;
    }
    String users = FORMAT.counted(shown.total(), "user", "users") + " " + whom;
    return failing == 0 ? users : users + ", " + FORMAT.exact(failing) + " with failed requests";
  }

  /** The query line that finds a user's requests. */
  public String query(TenantUsers.Row row) {
    return Shell.query("user", row.user());
  }

  /** Width of a user's part of the failed requests shown, of 100. */
  public String share(TenantUsers.Row row) {
    return Bar.share(
        row.failed(), shown.rows().stream().mapToLong(TenantUsers.Row::failed).max().orElse(0));
  }

  static CsvTable csv(List<TenantUsers.Row> rows, ListForm form) {
    CsvTable csv = new CsvTable("tenant-users", "user", "requests", "failed", "p95_seconds");
    for (TenantUsers.Row row :
        ShownRows.matching(named(rows), form, TenantUsers.Row::user, ORDERS)) {
      csv.row(row.user(), row.requests(), row.failed(), row.p95Nanos() / 1e9);
    }
    return csv;
  }

  private static List<TenantUsers.Row> named(List<TenantUsers.Row> rows) {
    return rows.stream().filter(row -> !row.user().isEmpty()).toList();
  }
}
