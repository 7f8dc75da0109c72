package io.midwatch.query.requests;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.query.requests.RequestStatistics.By;
import io.midwatch.query.requests.RequestStatistics.Groups;
import io.midwatch.query.requests.RequestStatistics.Only;
import io.midwatch.query.requests.RequestStatistics.Points;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateAnswer.Group;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.read.SpanReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Request figures counted from spans: exact counts, percentiles as good as the store's. With a
 * tenant chosen they are those of the requests the rollup by tenant counts.
 */
public final class SpanRequests {
  private static final Field DURATION = Field.of(CanonicalField.DURATION);
  private static final Field HTTP_STATUS = Field.of(CanonicalField.HTTP_STATUS);
  private static final List<Metric> METRICS =
      List.of(
          new Metric.Count("requests"),
          new Metric.CountIf("failed", Filter.eq(Field.of(CanonicalField.FAILED), true)),
          new Metric.CountIf(
              "client_errors",
              Filter.and(
                  new Filter.NumberRange(HTTP_STATUS, 400.0, 500.0),
                  Filter.not(Filter.eq(HTTP_STATUS, 429)))),
          new Metric.CountIf("throttled", Filter.eq(HTTP_STATUS, 429)),
          new Metric.Percentile("p50", DURATION, 0.5),
          new Metric.Percentile("p95", DURATION, 0.95),
          new Metric.Percentile("p99", DURATION, 0.99),
          new Metric.Sum("total", DURATION));

  private final SpanReader reader;

  public SpanRequests(SpanReader reader) {
    this.reader = reader;
  }

  /** Spans that are requests: SERVER and CONSUMER. */
  public static Filter requests() {
    return new Filter.In(
        Field.of(CanonicalField.KIND),
        List.of(AttributeValue.of("server"), AttributeValue.of("consumer")));
  }

  Groups groups(Window window, List<Only> only, By... by) {
    AggregateAnswer answer = reader.aggregateSpans(question(window, only, terms(by)));
    List<RequestGroup> groups = new ArrayList<>();
    for (Group group : answer.groups()) {
      groups.add(new RequestGroup(texts(group, 0), figures(group)));
    }
    return new Groups(groups, answer.completeness());
  }

  Listed<Points> series(Window window, List<Only> only, By... by) {
    List<GroupBy> groupBy = new ArrayList<>();
    groupBy.add(new GroupBy.TimeBucket(window.stepNanos()));
    groupBy.addAll(terms(by));
    AggregateAnswer answer = reader.aggregateSpans(question(window, only, groupBy));
    Map<List<String>, List<RequestPoint>> series = new LinkedHashMap<>();
    for (Group group : answer.groups()) {
      if (group.key().getFirst() instanceof AttributeValue.LongValue(long start)) {
        series
            .computeIfAbsent(texts(group, 1), key -> new ArrayList<>())
            .add(new RequestPoint(start, figures(group)));
      }
    }
    return new Listed<>(
        series.entrySet().stream()
            .map(entry -> new Points(entry.getKey(), entry.getValue()))
            .toList(),
        answer.completeness());
  }

  private static List<GroupBy> terms(By... by) {
    List<GroupBy> terms = new ArrayList<>();
    for (By one : by) {
      terms.add(GroupBy.terms(Field.of(one.field())));
    }
    return terms;
  }

  private static AggregateQuery question(Window window, List<Only> only, List<GroupBy> groupBy) {
    List<Filter> filters = new ArrayList<>();
    filters.add(requests());
    only.forEach(one -> filters.add(one.onSpan()));
    return AggregateQuery.of(
        window.range(), window.spanFilter(filters.toArray(Filter[]::new)), groupBy, METRICS);
  }

  private static List<String> texts(Group group, int from) {
    return group.key().stream().skip(from).map(AttributeValue::text).toList();
  }

  private static RequestFigures figures(Group group) {
    return new RequestFigures(
        group.count("requests"),
        group.count("failed"),
        group.count("client_errors"),
        group.count("throttled"),
        nullable(group, "p50"),
        nullable(group, "p95"),
        nullable(group, "p99"),
        group.value("total").orElse(0));
  }

  private static @Nullable Double nullable(Group group, String metric) {
    return group.values().get(metric);
  }
}
