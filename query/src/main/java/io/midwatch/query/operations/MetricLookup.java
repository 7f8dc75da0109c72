package io.midwatch.query.operations;

import io.midwatch.model.PointValue;
import io.midwatch.model.semconv.CanonicalMetric;
import io.midwatch.model.semconv.MetricReading;
import io.midwatch.model.semconv.MetricTable;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.ListAnswer;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.WholeSeries;
import io.midwatch.storage.contract.read.MetricReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds number series by what they mean, whatever names their senders gave them. */
public final class MetricLookup {
  private static final int MAX_SERIES = 5_000;

  /** No name with a meaning is longer, and a pattern of a megabyte takes minutes to compile. */
  private static final int LONGEST_NAME = 300;

  private final @Nullable MetricReader reader;
  private final Completeness trust;

  public MetricLookup(MetricReader reader) {
    this(reader, Completeness.exact(0));
  }

  private MetricLookup(@Nullable MetricReader reader, Completeness trust) {
    this.reader = reader;
    this.trust = trust;
  }

  /**
   * Finds nothing, and says why.
   *
   * @param reason in words a user can read
   */
  static MetricLookup none(String reason) {
    return new MetricLookup(null, new Completeness(true, false, 0, List.of(reason)));
  }

  /**
   * Series that mean one of these, with at least one number in the window. Of the environment it
   * chooses, when it does: a series whose resource names none belongs to no environment. Metrics
   * name no tenant.
   */
  Listed<ReadSeries> series(Window window, CanonicalMetric... metrics) {
    if (reader == null) {
      return new Listed<>(List.of(), trust);
    }
    Set<CanonicalMetric> wanted = Set.of(metrics);
    String environment = window.environment();
    List<ReadSeries> found = new ArrayList<>();
    Listed<Series> named = named(reader, window.range(), name -> MetricTable.mayMean(name, wanted));
    for (Series series : named.rows()) {
      MetricReading reading = MetricTable.read(series.identity());
      if (reading != null && wanted.contains(reading.metric())) {
        ReadSeries read = new ReadSeries(series, reading);
        if (environment == null || environment.equals(read.environment())) {
          found.add(read);
        }
      }
    }
    return new Listed<>(found, named.completeness());
  }

  private static Listed<Series> named(
      MetricReader reader, TimeRange range, Predicate<String> wanted) {
    ListAnswer<MetricMetadata> known = reader.metadata();
    Set<String> names =
        known.values().stream()
            .filter(metadata -> wanted.test(metadata.descriptor().name()))
            .map(MetricMetadata::prometheusName)
            .filter(name -> name.length() <= LONGEST_NAME)
            .collect(Collectors.toSet());
    if (names.isEmpty()) {
      return new Listed<>(List.of(), known.completeness());
    }
    String anyOf = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    WholeSeries found = new WholeSeries();
    Completeness read =
        reader.readSeries(
            new SeriesQuery(
                QueryScope.ALL,
                range,
                List.of(new LabelMatcher("__name__", LabelMatcher.Operator.MATCHES, anyOf)),
                MAX_SERIES,
                QueryLimits.DEFAULT),
            found);
    return new Listed<>(
        found.series().stream().filter(series -> wanted.test(series.identity().name())).toList(),
        known.completeness().and(read));
  }

  /** The numbers of a series; histograms and staleness marks are left out. */
  static List<ValuePoint> numbers(Series series) {
    List<ValuePoint> points = new ArrayList<>();
    for (Series.Sample sample : series.samples()) {
      switch (sample.value()) {
        case PointValue.LongPoint(long value) ->
            points.add(new ValuePoint(sample.timeUnixNano(), value));
        case PointValue.DoublePoint(double value) ->
            points.add(new ValuePoint(sample.timeUnixNano(), value));
        case PointValue.HistogramPoint _,
            PointValue.ExponentialHistogramPoint _,
            PointValue.SummaryPoint _,
            PointValue.NoRecordedValue _ -> {}
      }
    }
    return points;
  }
}
