package io.midwatch.api.metrics;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.BadParameterException;
import io.midwatch.api.request.Parameters;
import io.midwatch.query.metrics.FoundSeries;
import io.midwatch.query.metrics.MetricsService;
import io.midwatch.query.window.Window;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/metrics}: points as they were sent. Computed figures come from PromQL. */
@RestController
class MetricsController {
  private static final int LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final MetricsService metrics;

  MetricsController(MetricsService metrics) {
    this.metrics = metrics;
  }

  /** By label set ascending. */
  record SeriesListJson(WindowJson window, List<SeriesJson> series, TrustJson completeness) {}

  @GetMapping("/api/v1/metrics")
  SeriesListJson series(Parameters parameters) {
    parameters.allowRangeAnd("name", "limit");
    Window window = parameters.window();
    String name = parameters.text("name");
    if (name == null) {
      throw new BadParameterException(
          "name", "is missing", "the OpenTelemetry or Prometheus name of a metric");
    }
    FoundSeries found = metrics.series(window, name, parameters.limit(LIMIT, MAX_LIMIT));
    return new SeriesListJson(
        WindowJson.of(window),
        found.series().stream().map(SeriesJson::of).toList(),
        TrustJson.of(found.completeness()));
  }
}
