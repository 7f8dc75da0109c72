package io.midwatch.ui.services;

import io.midwatch.query.services.ServiceRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Sparkline;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.table.CsvTable;
import java.util.List;

/**
 * The list of services and {@code /services.json}.
 *
 * @param sort the column the rows are ordered by, as in the URL; empty for the failing ones first
 * @param notes what limits the answer, in words
 */
public record ServicesPage(Window window, List<ServiceRow> rows, String sort, List<String> notes) {
  private static final int WIDTH = 92;
  private static final int HEIGHT = 24;

  public ServicesPage {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  public long failing() {
    return rows.stream().filter(row -> health(row) == Health.FAILING).count();
  }

  public Health health(ServiceRow row) {
    return Health.of(row.now(), row.series());
  }

  /** Requests, on the row's own scale. */
  public Sparkline requests(ServiceRow row) {
    return Sparkline.of(new RequestLines(window).rate(row.series()), WIDTH, HEIGHT, Tone.NORMAL);
  }

  /** Failed share with the limit. */
  public Sparkline failed(ServiceRow row) {
    double[] values = new RequestLines(window).failedRatio(row.series());
    Tone tone = health(row) == Health.FAILING ? Tone.CRIT : Tone.NORMAL;
    return Sparkline.of(values, new double[0], Health.LIMIT, largest(values), WIDTH, HEIGHT, tone);
  }

  /** 95th percentile, on the row's own scale. */
  public Sparkline p95(ServiceRow row) {
    return Sparkline.of(new RequestLines(window).p95(row.series()), WIDTH, HEIGHT, Tone.NORMAL);
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = value > largest ? value : largest;
    }
    return largest;
  }

  /** All services as a file. */
  CsvTable csv() {
    CsvTable csv =
        new CsvTable(
                "services",
                "service",
                "requests",
                "requests_before",
                "failed",
                "failed_before",
                "p50_seconds",
                "p95_seconds",
                "p99_seconds",
                "p95_seconds_before",
                "versions")
            .comparing(window);
    for (ServiceRow row : rows) {
      csv.row(
          row.service(),
          row.now().requests(),
          row.before().requests(),
          row.now().failed(),
          row.before().failed(),
          CsvTable.seconds(row.now().p50Nanos()),
          CsvTable.seconds(row.now().p95Nanos()),
          CsvTable.seconds(row.now().p99Nanos()),
          CsvTable.seconds(row.before().p95Nanos()),
          String.join(" ", row.versions()));
    }
    return csv;
  }
}
