package io.midwatch.query.promql.store;

import io.midwatch.model.Attributes;
import io.midwatch.model.Exemplar;
import io.midwatch.model.PointValue;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import io.midwatch.model.prometheus.PrometheusNames;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.store.PromqlCatalog.SeriesExemplars;
import io.midwatch.query.promql.store.PromqlCatalog.Told;
import io.midwatch.query.promql.syntax.Numbers;
import io.midwatch.query.promql.syntax.Parser;
import io.midwatch.query.promql.syntax.Selectors;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.ListAnswer;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.read.MetricReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Measurements that were kept beside the series they belong to. Thread-safe. */
final class StoredExemplars {
  private final MetricReader reader;

  StoredExemplars(MetricReader reader) {
    this.reader = reader;
  }

  /** By series and time ascending. */
  Told<List<SeriesExemplars>> of(long fromMillis, long toMillis, String query) {
    Map<Labels, List<SeriesExemplars.Labelled>> found = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    for (List<LabelMatcher> selector : Selectors.of(Parser.parse(query))) {
      Matchers matchers = new Matchers(selector);
      for (String name : SeriesNames.stored(matchers, reader, warnings)) {
        SeriesQuery asked =
            new SeriesQuery(
                QueryScope.ALL,
                StoredSeriesSource.range(fromMillis - 1, toMillis),
                SeriesNames.matchers(LabelMatcher.metric(name), matchers),
                100_000,
                new QueryLimits(Long.MAX_VALUE, 10_000, Duration.ofMinutes(1)));
        ListAnswer<Series> answer = reader.exemplars(asked);
        warnings.addAll(SeriesNames.reasons(answer.completeness()));
        for (Series series : answer.values()) {
          Labels labels = Labels.of(series.labels());
          for (Series.Sample sample : series.samples()) {
            for (Exemplar exemplar : sample.exemplars()) {
              Labels of = seen(labels, sample.value(), exemplar);
              if (matchers.accept(of)) {
                found.computeIfAbsent(of, _ -> new ArrayList<>()).add(labelled(exemplar));
              }
            }
          }
        }
      }
    }
    List<SeriesExemplars> ordered =
        found.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry ->
                new SeriesExemplars(
                    entry.getKey(),
                    entry.getValue().stream()
                        .sorted(Comparator.comparingLong(SeriesExemplars.Labelled::timeMillis))
                        .distinct()
                        .toList()))
            .filter(series -> !series.exemplars().isEmpty())
            .toList();
    return new Told<>(ordered, warnings);
  }

  /** An exemplar of an explicit histogram belongs to the one bucket it was counted in first. */
  private static Labels seen(Labels labels, PointValue value, Exemplar exemplar) {
    if (!(value instanceof PointValue.HistogramPoint histogram)) {
      return labels;
    }
    double number = number(exemplar);
    double bucket =
        histogram.bounds().stream()
            .filter(bound -> number <= bound)
            .findFirst()
            .orElse(Double.POSITIVE_INFINITY);
    return labels
        .with(Labels.NAME, labels.metric() + SeriesNames.BUCKET)
        .with(PromqlCatalog.LE, Numbers.format(bucket));
  }

  private static SeriesExemplars.Labelled labelled(Exemplar exemplar) {
    SortedMap<String, String> labels = new TreeMap<>();
    Attributes attributes = exemplar.filteredAttributes();
    attributes.forEach((key, value) -> labels.put(PrometheusNames.labelName(key), value.text()));
    TraceId trace = exemplar.traceId();
    SpanId span = exemplar.spanId();
    if (trace != null) {
      labels.put("trace_id", trace.hex());
    }
    if (span != null) {
      labels.put("span_id", span.hex());
    }
    return new SeriesExemplars.Labelled(
        Labels.of(labels), number(exemplar), Math.floorDiv(exemplar.timeUnixNano(), 1_000_000L));
  }

  private static double number(Exemplar exemplar) {
    return switch (exemplar.value()) {
      case PointValue.LongPoint it -> it.value();
      case PointValue.DoublePoint it -> it.value();
      default -> throw new IllegalStateException("an exemplar holds a number");
    };
  }
}
