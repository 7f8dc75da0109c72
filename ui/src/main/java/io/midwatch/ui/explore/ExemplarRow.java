package io.midwatch.ui.explore;

import io.midwatch.query.promql.store.PromqlCatalog.SeriesExemplars;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A measurement of a series whose trace is known.
 *
 * @param series whose it is, as PromQL writes it
 * @param traceId 32 hexadecimal digits
 */
record ExemplarRow(String series, double value, Instant time, String traceId) {
  private static final int MOST = 20;

  /** The newest ones that name a trace. */
  static List<ExemplarRow> newest(List<SeriesExemplars> all) {
    return all.stream()
        .flatMap(series ->
            series.exemplars().stream()
                .map(each ->
                    new ExemplarRow(
                        series.series().toString(),
                        each.value(),
                        Instant.ofEpochMilli(each.timeMillis()),
                        each.labels().get("trace_id"))))
        .filter(row -> row.traceId.matches("[0-9a-f]{32}"))
        .sorted(Comparator.comparing(ExemplarRow::time).reversed())
        .limit(MOST)
        .toList();
  }
}
