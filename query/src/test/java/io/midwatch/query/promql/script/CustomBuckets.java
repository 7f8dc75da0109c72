package io.midwatch.query.promql.script;

import io.midwatch.query.promql.histogram.BucketCounts;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.series.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes native histograms of custom buckets of the classic ones loaded ({@code load_with_nhcb}).
 */
final class CustomBuckets {
  private final Map<Labels, TreeMap<Long, Parts>> histograms = new HashMap<>();

  /** What classic series say of one histogram at one time. */
  private static final class Parts {
    private final TreeMap<Double, Double> cumulative = new TreeMap<>();
    private double sum;
    private boolean bucketed;
  }

  void add(SeriesText series, long stepMillis) {
    String metric = series.labels().metric();
    String ending =
        List.of("_bucket", "_sum", "_count").stream()
            .filter(metric::endsWith)
            .findFirst()
            .orElse("");
    if (ending.isEmpty()) {
      return;
    }
    Labels labels =
        series
            .labels()
            .without(List.of("le"))
            .with(Labels.NAME, metric.substring(0, metric.length() - ending.length()));
    for (int i = 0; i < series.samples().size(); i++) {
      SeriesText.Sample sample = series.samples().get(i);
      if (sample != null) {
        Parts parts =
            histograms
                .computeIfAbsent(labels, _ -> new TreeMap<>())
                .computeIfAbsent(i * stepMillis, _ -> new Parts());
        if (ending.equals("_bucket")) {
          parts.bucketed = true;
          parts.cumulative.put(SeriesText.number(series.labels().get("le")), sample.value());
        } else if (ending.equals("_sum")) {
          parts.sum = sample.value();
        } else {
          parts.cumulative.put(Double.POSITIVE_INFINITY, sample.value());
        }
      }
    }
  }

  void store(ScriptStorage storage) {
    histograms.forEach((labels, times) ->
        times.forEach((time, parts) -> {
          if (parts.bucketed) {
            storage.add(labels, time, new SeriesText.Sample(0, histogram(parts), false));
          }
        }));
  }

  private static FloatHistogram histogram(Parts parts) {
    double[] bounds =
        parts.cumulative.keySet().stream()
            .mapToDouble(Double::doubleValue)
            .filter(bound -> bound != Double.POSITIVE_INFINITY)
            .toArray();
    double[] counts = new double[bounds.length + 1];
    double before = 0;
    int at = 0;
    for (Double cumulative : parts.cumulative.values()) {
      counts[at++] = cumulative - before;
      before = cumulative;
    }
    return FloatHistogram.custom(bounds, before, parts.sum, BucketCounts.dense(0, counts));
  }
}
