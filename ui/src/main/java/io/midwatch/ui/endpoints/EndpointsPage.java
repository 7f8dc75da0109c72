package io.midwatch.ui.endpoints;

import io.midwatch.query.services.EndpointRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.services.Health;
import io.midwatch.ui.signal.Signal;
import io.midwatch.ui.signal.Signals;
import io.midwatch.ui.table.ShownRows;
import java.util.List;

/**
 * The list of endpoints and {@code /endpoints.json}.
 *
 * @param failing endpoints that fail
 * @param totalNanos time spent in all of them
 * @param notes what limits the answer, in words
 */
public record EndpointsPage(
    Window window,
    ShownRows<EndpointRow> shown,
    long failing,
    double totalNanos,
    List<String> notes) {
  private static final Format FORMAT = new Format();

  public EndpointsPage {
    notes = List.copyOf(notes);
  }

  /** The sentence the page begins with. */
  public String headline() {
    if (shown.total() == 0) {
      return "Endpoints";
    }
    String all = FORMAT.counted(shown.total(), "endpoint", "endpoints");
    return failing == 0 ? all + ", none failing" : all + ", " + FORMAT.exact(failing) + " failing";
  }

  public Health health(EndpointRow row) {
    return Health.of(row);
  }

  /** Whether it is slower than before. */
  public Signal slower(EndpointRow row) {
    return Signals.duration(row.now(), row.before());
  }

  public Figure perMinute(EndpointRow row) {
    return FORMAT.ratePerMinute(row.now().requests() / (window.minutes() * 60));
  }

  /** Width of its share of all time spent, of 100. */
  public String share(EndpointRow row) {
    return Bar.share(row.now().totalNanos(), totalNanos);
  }

  /** Its share of all time spent. */
  public Figure ratio(EndpointRow row) {
    return FORMAT.ratio(totalNanos == 0 ? 0 : row.now().totalNanos() / totalNanos);
  }
}
