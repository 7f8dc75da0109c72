package io.midwatch.ui.tenants;

import io.midwatch.query.operations.TenantChange;
import io.midwatch.query.operations.TenantRow;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.format.CompareText;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.format.TrendText;
import io.midwatch.ui.services.Health;
import io.midwatch.ui.table.ShownRows;
import java.util.List;

/**
 * The list of tenants and {@code /tenants.json}.
 *
 * @param affected tenants with at least one failed request
 * @param noisy those whose load grew out of proportion
 * @param mostFailed failures of the tenant with the most
 * @param unattributed requests that named no tenant
 * @param requests of all, with and without a tenant
 * @param notes what limits the answer, in words
 */
public record TenantsPage(
    Window window,
    ShownRows<TenantChange> shown,
    long affected,
    List<TenantChange> noisy,
    long mostFailed,
    TenantRow unattributed,
    long requests,
    List<String> notes) {
  private static final Format FORMAT = new Format();

  public TenantsPage {
    noisy = List.copyOf(noisy);
    notes = List.copyOf(notes);
  }

  /** The sentence the page begins with. */
  public String headline() {
    if (shown.total() == 0) {
      return "Tenants";
    }
    String all = FORMAT.counted(shown.total(), "tenant", "tenants");
    return affected == 0
        ? all + ", none with a failed request"
        : all + ", " + FORMAT.exact(affected) + " with failed requests";
  }

  /** Who makes much more load than before, empty when nobody does. */
  public String noise() {
    if (noisy.isEmpty()) {
      return "";
    }
    TenantChange first = noisy.getFirst();
    return first.tenant()
        + " is noisy: it makes "
        + FORMAT.ratio(first.load())
        + " of all requests, "
        + TrendText.word(first.requests())
        + " of "
        + CompareText.period(window.comparison())
        + ".";
  }

  public Health health(TenantChange row) {
    return Health.of(RequestFigures.counted(row.now().requests(), row.now().failed()));
  }

  public Figure perMinute(TenantChange row) {
    return FORMAT.ratePerMinute(row.now().requests() / (window.minutes() * 60));
  }

  /** {@code up}, {@code down} or {@code flat}. */
  public String trendKind(TenantChange row) {
    return TrendText.kind(row.failed());
  }

  public String trendWord(TenantChange row) {
    return TrendText.word(row.failed());
  }

  /** Width of the failures on the scale of the most affected one, of 100. */
  public String failedBar(TenantChange row) {
    return Bar.share(row.now().failed(), mostFailed);
  }

  /** Width of the load, of 100 for all requests. */
  public String loadBar(TenantChange row) {
    return Bar.share(row.load(), 1);
  }
}
