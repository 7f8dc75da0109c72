package io.midwatch.query.promql.store;

import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.prometheus.PrometheusIdentity;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.SeriesSource.Selection;
import io.midwatch.query.promql.syntax.Parser;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.ListAnswer;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.rollup.RollupReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells which series, labels and metrics there are to ask for. Thread-safe. */
public final class PromqlCatalog {
  static final String LE = "le";
  private static final String QUANTILE = "quantile";

  /** Series nobody sent, whose labels no stored series has: one of each kind. */
  private static final List<String> MADE =
      List.of(PrometheusIdentity.TARGET_INFO, SpanSeries.CALLS, SpanSeries.EDGES);

  /** Labels of {@code target_info} that the series of the target have too. */
  private static final Set<String> STORED = Set.of("job", "instance");

  private final MetricReader reader;
  private final PromqlStore store;

  public PromqlCatalog(MetricReader metrics, RollupReader rollups) {
    this.reader = metrics;
    this.store = new PromqlStore(metrics, rollups);
  }

  /**
   * What was found.
   *
   * @param warnings why something may be missing, in words a user can read; empty when all is there
   */
  public record Told<T>(T found, List<String> warnings) {
    public Told {
      warnings = warnings.stream().distinct().toList();
    }
  }

  /** What a metric is, as Prometheus tells it. */
  public record Metadata(String type, String help, String unit) {}

  /** A measurement with its labels, beside the series it belongs to. */
  public record SeriesExemplars(Labels series, List<Labelled> exemplars) {
    public SeriesExemplars {
      exemplars = List.copyOf(exemplars);
    }

    /** {@code labels} hold the trace's and span's ids. */
    public record Labelled(Labels labels, double value, long timeMillis) {}
  }

  /**
   * Label sets with a sample in the range, ascending.
   *
   * @param fromMillis inclusive
   * @param toMillis inclusive
   * @param selectors as {@code match[]} takes them; a series answers when one of them matches
   * @throws io.midwatch.query.promql.syntax.SyntaxException when one is no selector
   */
  public Told<SortedSet<Labels>> series(long fromMillis, long toMillis, List<String> selectors) {
    SortedSet<Labels> found = new TreeSet<>();
    List<String> warnings = new ArrayList<>();
    List<List<LabelMatcher>> wanted =
        selectors.stream().map(text -> Parser.parseSelector(text).matchers()).toList();
    for (List<LabelMatcher> matchers : wanted) {
      warnings.addAll(
          store.select(
              new Selection(matchers, fromMillis - 1, toMillis, true),
              (labels, samples) -> {
                if (samples.size() > 0) {
                  found.add(labels);
                }
              }));
    }
    return new Told<>(found, warnings);
  }

  /** Names of labels, ascending; without selectors those of all series. */
  public Told<SortedSet<String>> labelNames(
      long fromMillis, long toMillis, List<String> selectors) {
    SortedSet<String> names = new TreeSet<>();
    if (selectors.isEmpty()) {
      return labelNames(fromMillis, toMillis);
    }
    Told<SortedSet<Labels>> series = series(fromMillis, toMillis, selectors);
    for (Labels labels : series.found()) {
      for (int i = 0; i < labels.size(); i++) {
        names.add(labels.name(i));
      }
    }
    return new Told<>(names, series.warnings());
  }

  private Told<SortedSet<String>> labelNames(long fromMillis, long toMillis) {
    ListAnswer<String> stored =
        reader.labels(
            QueryScope.ALL, StoredSeriesSource.range(fromMillis - 1, toMillis), List.of());
    SortedSet<String> names = new TreeSet<>(stored.values());
    List<String> warnings = new ArrayList<>(SeriesNames.reasons(stored.completeness()));
    ListAnswer<String> metrics = stored(Labels.NAME, fromMillis, toMillis);
    ListAnswer<MetricMetadata> metadata = reader.metadata();
    warnings.addAll(SeriesNames.reasons(metrics.completeness().and(metadata.completeness())));
    Set<String> seen = Set.copyOf(metrics.values());
    for (MetricMetadata metric : metadata.values()) {
      if (seen.contains(metric.prometheusName())) {
        switch (metric.descriptor().type()) {
          case HISTOGRAM -> names.add(LE);
          case SUMMARY -> names.add(QUANTILE);
          case GAUGE, SUM, EXPONENTIAL_HISTOGRAM -> {}
        }
      }
    }
    Told<SortedSet<Labels>> made = series(fromMillis, toMillis, MADE);
    for (Labels labels : made.found()) {
      for (int i = 0; i < labels.size(); i++) {
        names.add(labels.name(i));
      }
      if (!labels.metric().equals(PrometheusIdentity.TARGET_INFO)) {
        names.add(LE);
      }
    }
    warnings.addAll(made.warnings());
    return new Told<>(names, warnings);
  }

  /** Values of a label, ascending; without selectors those of all series. */
  public Told<SortedSet<String>> labelValues(
      String label, long fromMillis, long toMillis, List<String> selectors) {
    SortedSet<String> values = new TreeSet<>();
    boolean made = label.equals(LE) || label.equals(QUANTILE);
    if (selectors.isEmpty() && label.equals(Labels.NAME)) {
      return names(fromMillis, toMillis);
    }
    if (selectors.isEmpty() && !made) {
      ListAnswer<String> stored = stored(label, fromMillis, toMillis);
      values.addAll(stored.values());
      List<String> warnings = new ArrayList<>(SeriesNames.reasons(stored.completeness()));
      if (!STORED.contains(label)) {
        Told<SortedSet<Labels>> others = series(fromMillis, toMillis, MADE);
        addValues(label, others.found(), values);
        warnings.addAll(others.warnings());
      }
      return new Told<>(values, warnings);
    }
    List<String> asked = selectors.isEmpty() ? List.of("{" + label + "!=\"\"}") : selectors;
    Told<SortedSet<Labels>> series = series(fromMillis, toMillis, asked);
    addValues(label, series.found(), values);
    return new Told<>(values, series.warnings());
  }

  private static void addValues(String label, SortedSet<Labels> series, SortedSet<String> values) {
    for (Labels labels : series) {
      String value = labels.get(label);
      if (!value.isEmpty()) {
        values.add(value);
      }
    }
  }

  private ListAnswer<String> stored(String label, long fromMillis, long toMillis) {
    return reader.labelValues(
        QueryScope.ALL, StoredSeriesSource.range(fromMillis - 1, toMillis), label, List.of());
  }

  /** Names of stored metrics as they are seen, and those every installation has. */
  private Told<SortedSet<String>> names(long fromMillis, long toMillis) {
    ListAnswer<String> stored = stored(Labels.NAME, fromMillis, toMillis);
    ListAnswer<MetricMetadata> metadata = reader.metadata();
    Map<String, List<MetricType>> types = new TreeMap<>();
    for (MetricMetadata metric : metadata.values()) {
      types
          .computeIfAbsent(metric.prometheusName(), _ -> new ArrayList<>())
          .add(metric.descriptor().type());
    }
    SortedSet<String> names = new TreeSet<>(SpanSeries.names());
    for (String name : stored.values()) {
      for (MetricType type : types.getOrDefault(name, List.of(MetricType.GAUGE))) {
        names.addAll(SeriesNames.of(name, type));
      }
    }
    if (!stored.values().isEmpty()) {
      names.add(PrometheusIdentity.TARGET_INFO);
    }
    return new Told<>(
        names, SeriesNames.reasons(stored.completeness().and(metadata.completeness())));
  }

  /** By name ascending; a name sent with several descriptions has them all. */
  public Told<SortedMap<String, List<Metadata>>> metadata() {
    SortedMap<String, List<Metadata>> found = new TreeMap<>();
    ListAnswer<MetricMetadata> stored = reader.metadata();
    for (MetricMetadata metric : stored.values()) {
      List<Metadata> known = found.computeIfAbsent(metric.prometheusName(), _ -> new ArrayList<>());
      Metadata metadata =
          new Metadata(
              type(metric.descriptor().type(), metric.descriptor().monotonic()),
              metric.descriptor().description(),
              metric.descriptor().unit());
      if (!known.contains(metadata)) {
        known.add(metadata);
      }
    }
    found.put(
        PrometheusIdentity.TARGET_INFO,
        List.of(new Metadata("gauge", "Attributes of what sends telemetry", "")));
    found.put(
        SpanSeries.CALLS, List.of(new Metadata("counter", "Requests served, from spans", "")));
    found.put(
        SpanSeries.LATENCY,
        List.of(new Metadata("histogram", "Duration of requests served, from spans", "")));
    found.put(
        SpanSeries.EDGES, List.of(new Metadata("counter", "Calls between parts, from spans", "")));
    return new Told<>(found, SeriesNames.reasons(stored.completeness()));
  }

  private static String type(MetricType type, boolean monotonic) {
    return switch (type) {
      case GAUGE -> "gauge";
      case SUM -> monotonic ? "counter" : "gauge";
      case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> "histogram";
      case SUMMARY -> "summary";
    };
  }

  /**
   * Exemplars of the series a query selects, by series and time ascending.
   *
   * @throws io.midwatch.query.promql.syntax.SyntaxException when the query is none
   */
  public Told<List<SeriesExemplars>> exemplars(long fromMillis, long toMillis, String query) {
    return new StoredExemplars(reader).of(fromMillis, toMillis, query);
  }
}
