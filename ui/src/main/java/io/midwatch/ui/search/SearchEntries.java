package io.midwatch.ui.search;

import io.midwatch.query.overview.Overview;
import io.midwatch.query.overview.OverviewService;
import io.midwatch.query.window.Window;
import io.midwatch.ui.format.ShownText;
import io.midwatch.ui.search.SearchPage.Entry;
import io.midwatch.ui.shell.Link;
import io.midwatch.ui.shell.Shell;
import io.midwatch.ui.shell.ViewParameters;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Everything of a window that has a page. Thread-safe. */
@Component
final class SearchEntries {
  private static final int MOST = 2_000;
  private static final int LONGEST_NAME = 200;

  private final OverviewService overview;

  SearchEntries(OverviewService overview) {
    this.overview = overview;
  }

  /**
   * @param notes why something may be missing, empty when all is there
   */
  record Offered(List<Entry> entries, List<String> notes) {}

  /** At most 2,000, services first. A chosen tenant hides nothing. */
  Offered of(ViewParameters at, Shell shell) {
    Overview found = overview.overview(new Window(at.question().range(), at.env(), null));
    List<Entry> entries = new ArrayList<>();
    found
        .services()
        .forEach(
            row -> entries.add(entry("Service", row.service(), "", shell.service(row.service()))));
    found
        .endpoints()
        .forEach(row ->
            entries.add(
                entry(
                    "Endpoint",
                    row.endpoint(),
                    row.service(),
                    shell.endpoint(row.service(), row.endpoint()))));
    found
        .databases()
        .forEach(row ->
            entries.add(
                entry(
                    "Database",
                    row.database(),
                    row.system(),
                    shell.database(row.system(), row.database()))));
    found
        .queues()
        .forEach(row ->
            entries.add(
                entry("Queue", row.destination(), row.system(), shell.queue(row.destination()))));
    found
        .thirdParties()
        .forEach(
            row -> entries.add(entry("Third party", row.host(), "", shell.thirdParty(row.host()))));
    found
        .tenants()
        .rows()
        .forEach(row -> entries.add(entry("Tenant", row.tenant(), "", shell.tenant(row.tenant()))));
    return new Offered(
        entries.subList(0, Math.min(MOST, entries.size())), found.completeness().reasons());
  }

  private static Entry entry(String kind, String name, String detail, Link link) {
    return new Entry(
        kind,
        ShownText.cut(name, LONGEST_NAME),
        ShownText.cut(detail, LONGEST_NAME),
        link.toString());
  }
}
