package io.midwatch.ui.services;

import io.midwatch.query.services.ServiceInstances;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.shell.Shell;
import io.midwatch.ui.table.ShownRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The instances of a service and {@code /services/{name}/instances.json}.
 *
 * @param answering instances with a name that answered in the window
 * @param expected those and the ones missing
 * @param lack which did not answer any more, in words; null when all do
 * @param notes what limits the answer, in words
 */
public record InstancesPage(
    Window window,
    String service,
    int answering,
    int expected,
    ShownRows<ServiceInstances.Row> shown,
    @Nullable String lack,
    List<String> notes) {
  public InstancesPage {
    notes = List.copyOf(notes);
  }

  /** The sentence the page begins with. */
  public String headline() {
    if (answering < expected) {
      return answering + " of " + expected + " instances of " + service;
    }
    return switch (answering) {
      case 0 -> "Instances of " + service;
      case 1 -> "1\u00A0instance of " + service;
      default -> answering + "\u00A0instances of " + service;
    };
  }

  /** Whether requests came from instances that do not say which one they are. */
  public boolean unnamed() {
    return shown.rows().stream().anyMatch(row -> row.instance().isEmpty());
  }

  /** The query line that finds its requests. */
  public String query(ServiceInstances.Row row) {
    return Shell.query("service.name", service)
        + " "
        + Shell.query("service.instance.id", row.instance());
  }

  /** Width of an instance's part of the requests shown, of 100. */
  public String share(ServiceInstances.Row row) {
    return Bar.share(
        row.requests(), shown.rows().stream().mapToLong(ServiceInstances.Row::requests).sum());
  }
}
