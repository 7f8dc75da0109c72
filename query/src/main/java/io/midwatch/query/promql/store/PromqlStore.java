package io.midwatch.query.promql.store;

import io.midwatch.model.prometheus.PrometheusIdentity;
import io.midwatch.query.promql.series.SeriesSource;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.rollup.RollupReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything PromQL can ask for: metrics as they were sent, {@code target_info}, and requests and
 * edges counted in the rollups of spans. Thread-safe.
 */
public final class PromqlStore implements SeriesSource {
  private final StoredSeriesSource stored;
  private final TargetInfoSource targets;
  private final SpanSeriesSource spans;

  public PromqlStore(MetricReader metrics, RollupReader rollups) {
    this.stored = new StoredSeriesSource(metrics);
    this.targets = new TargetInfoSource(metrics);
    this.spans = new SpanSeriesSource(rollups);
  }

  @Override
  public List<String> select(Selection selection, Visitor visitor) {
    Matchers matchers = new Matchers(selection.matchers());
    String name = matchers.name();
    List<String> reasons = new ArrayList<>();
    if (matchers.acceptName(PrometheusIdentity.TARGET_INFO)) {
      reasons.addAll(targets.select(selection, visitor));
    }
    if (SpanSeries.names().stream().anyMatch(matchers::acceptName)) {
      reasons.addAll(spans.select(selection, visitor));
    }
    boolean virtual =
        name != null
            && (name.equals(PrometheusIdentity.TARGET_INFO) || SpanSeries.names().contains(name));
    if (!virtual) {
      reasons.addAll(stored.select(selection, visitor));
    }
    return reasons.stream().distinct().toList();
  }
}
