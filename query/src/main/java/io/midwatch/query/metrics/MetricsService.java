package io.midwatch.query.metrics;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.ListAnswer;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.WholeSeries;
import io.midwatch.storage.contract.read.MetricReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the series of a metric as they were sent. Thread-safe. */
public final class MetricsService {
  private final MetricReader reader;

  public MetricsService(MetricReader reader) {
    this.reader = reader;
  }

  /**
   * The series of a metric with a point in the window; environment and tenant do not narrow it.
   *
   * @param name the OpenTelemetry name ({@code http.server.request.duration}) or the Prometheus one
   * @param limit series in the answer, beyond it is incomplete
   */
  public FoundSeries series(Window window, String name, int limit) {
    ListAnswer<MetricMetadata> metadata = reader.metadata();
    String names =
        metadata.values().stream()
            .filter(metric -> isNamed(metric, name))
            .map(MetricMetadata::prometheusName)
            .distinct()
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    if (names.isEmpty()) {
      return new FoundSeries(List.of(), metadata.completeness());
    }
    LabelMatcher named = new LabelMatcher("__name__", LabelMatcher.Operator.MATCHES, names);
    WholeSeries found = new WholeSeries();
    Completeness completeness =
        reader.readSeries(
            new SeriesQuery(
                QueryScope.ALL, window.range(), List.of(named), limit, QueryLimits.DEFAULT),
            found);
    return new FoundSeries(found.series(), metadata.completeness().and(completeness));
  }

  private static boolean isNamed(MetricMetadata metric, String name) {
    return metric.prometheusName().equals(name) || metric.descriptor().name().equals(name);
  }
}
