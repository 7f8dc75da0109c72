package io.midwatch.query.operations;

import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.PointValue;
import io.midwatch.model.Resource;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.ListAnswer;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.SeriesVisitor;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.MetricReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Number series as senders sent them; finds by name only. */
final class SentMetrics implements MetricReader {
  static final long TIME = 1_000_000_000_000L;

  private static final long MINUTE = 60_000_000_000L;

  private final List<Series> series = new ArrayList<>();
  private List<String> environment = List.of();

  /** The environment of all that is sent from here on, and the name it goes by. */
  SentMetrics in(String key, String environment) {
    this.environment = List.of(key, environment);
    return this;
  }

  /** One gauge of an instance, with one point at {@link #TIME}; labels are key, value, key, … */
  SentMetrics gauge(String service, String name, String unit, double value, String... labels) {
    return gauge(TIME, service, service + "-1", name, unit, value, labels);
  }

  /** The same of an instance that sent its one point at a time of its own. */
  SentMetrics gauge(
      long time,
      String service,
      String instance,
      String name,
      String unit,
      double value,
      String... labels) {
    Attributes resource = resource(service, instance);
    MetricDescriptor metric = MetricDescriptor.gauge(name, unit);
    return add(resource, metric, Attributes.ofStrings(labels), List.of(sample(0, time, value)));
  }

  /**
   * A cumulative counter that began before all windows, with its values a minute apart, the last at
   * {@link #TIME}.
   */
  SentMetrics counter(String service, String name, double from, double to, String... labels) {
    return counter(service, name, Temporality.CUMULATIVE, 1, new double[] {from, to}, labels);
  }

  /** The same of any number of values and a start of its own. */
  SentMetrics counter(
      String service,
      String name,
      Temporality temporality,
      long start,
      double[] values,
      String... labels) {
    MetricDescriptor metric =
        new MetricDescriptor(name, "", "", MetricType.SUM, temporality, true, Attributes.empty());
    List<Series.Sample> samples = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      samples.add(sample(start, TIME - (values.length - 1 - i) * MINUTE, values[i]));
    }
    return add(resource(service, service + "-1"), metric, Attributes.ofStrings(labels), samples);
  }

  /**
   * Durations as a cumulative histogram: so many by then, a minute apart, the last at {@link
   * #TIME}. It began before all windows.
   */
  SentMetrics durations(
      String service, String name, String unit, long[] counts, double[] sums, String... labels) {
    MetricDescriptor metric = MetricDescriptor.histogram(name, unit, Temporality.CUMULATIVE);
    List<Series.Sample> samples = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      PointValue value =
          new PointValue.HistogramPoint(counts[i], sums[i], null, null, List.of(), List.of());
      long time = TIME - (counts.length - 1 - i) * MINUTE;
      samples.add(new Series.Sample(1, time, 0, value, List.of()));
    }
    return add(resource(service, service + "-1"), metric, Attributes.ofStrings(labels), samples);
  }

  private Attributes resource(String service, String instance) {
    return Attributes.ofStrings(
        Stream.concat(
                Stream.of("service.name", service, "service.instance.id", instance),
                environment.stream())
            .toArray(String[]::new));
  }

  private static Series.Sample sample(long start, long time, double value) {
    return new Series.Sample(start, time, 0, new PointValue.DoublePoint(value), List.of());
  }

  private SentMetrics add(
      Attributes resource,
      MetricDescriptor metric,
      Attributes labels,
      List<Series.Sample> samples) {
    SeriesIdentity identity =
        new SeriesIdentity(
            resource,
            "",
            "",
            "",
            Attributes.empty(),
            metric.name(),
            metric.unit(),
            metric.type(),
            metric.temporality(),
            metric.monotonic(),
            labels);
    series.add(
        new Series(
            identity,
            new TreeMap<>(),
            metric,
            Resource.of(resource),
            InstrumentationScope.EMPTY,
            samples));
    return this;
  }

  @Override
  public Completeness readSeries(SeriesQuery query, SeriesVisitor visitor) {
    LabelMatcher name = query.matchers().getFirst();
    for (Series one : series) {
      if (one.identity().name().matches(name.value())) {
        visitor.visit(one);
      }
    }
    return Completeness.exact(series.size());
  }

  @Override
  public ListAnswer<MetricMetadata> metadata() {
    return new ListAnswer<>(
        series.stream()
            .map(one -> new MetricMetadata(one.identity().name(), one.metric()))
            .toList(),
        Completeness.exact(0));
  }

  @Override
  public ListAnswer<String> labels(QueryScope scope, TimeRange range, List<LabelMatcher> matchers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ListAnswer<String> labelValues(
      QueryScope scope, TimeRange range, String label, List<LabelMatcher> matchers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ListAnswer<Series> exemplars(SeriesQuery query) {
    throw new UnsupportedOperationException();
  }
}
