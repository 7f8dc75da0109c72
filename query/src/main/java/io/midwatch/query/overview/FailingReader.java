package io.midwatch.query.overview;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.requests.Recovery;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestGroup;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RequestStatistics.By;
import io.midwatch.query.requests.RequestStatistics.Groups;
import io.midwatch.query.requests.RequestStatistics.Only;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateAnswer.Group;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.read.SpanReader;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the endpoints that fail and whom they hurt. */
final class FailingReader {
  private static final int ROWS = 5;
  private static final Field USER = Field.of(CanonicalField.USER);
  private static final Field TENANT = Field.of(CanonicalField.TENANT);

  private final RequestStatistics requests;
  private final SpanReader spans;
  private final CanonicalReader reader;

  FailingReader(RequestStatistics requests, SpanReader spans, CanonicalReader reader) {
    this.requests = requests;
    this.spans = spans;
    this.reader = reader;
  }

  /**
   * At most five: what fails before what recovered, then by users, tenants, failures times trend.
   */
  Listed<FailingNow> failing(Window window) {
    Groups groups = requests.groups(window, List.of(), By.SERVICE, By.ENDPOINT);
    List<Judged> judged =
        groups.groups().stream()
            .filter(group -> group.figures().failed() > 0)
            .sorted(Comparator.comparingLong((RequestGroup group) -> -group.figures().failed()))
            .limit(4L * ROWS)
            .map(group -> row(window, group))
            .toList();
    return new Listed<>(
        judged.stream()
            .map(Judged::row)
            .sorted(
                Comparator.comparing((FailingNow row) -> row.recoveredUnixNano() != null)
                    .thenComparing(row -> -row.users())
                    .thenComparing(row -> -row.tenants())
                    .thenComparing(
                        row -> -row.now().failed() * (row.trend() == null ? 1 : row.trend()))
                    .thenComparing(FailingNow::service)
                    .thenComparing(FailingNow::endpoint))
            .limit(ROWS)
            .toList(),
        judged.stream().map(Judged::trust).reduce(groups.completeness(), Completeness::and));
  }

  /** A row and how far what it was made of can be trusted. */
  private record Judged(FailingNow row, Completeness trust) {}

  private Judged row(Window window, RequestGroup group) {
    String service = group.key().get(0);
    String endpoint = group.key().get(1);
    Only[] only = {new Only(By.SERVICE, service), new Only(By.ENDPOINT, endpoint)};
    Listed<RequestPoint> read = requests.series(window, only);
    List<RequestPoint> series = read.rows();
    Groups before = requests.total(window.reference(), only);
    Filter failedHere =
        window.spanFilter(
            SpanRequests.requests(),
            Filter.eq(Field.of(CanonicalField.SERVICE), service),
            Filter.eq(Field.of(CanonicalField.ENDPOINT), endpoint),
            Filter.eq(Field.of(CanonicalField.FAILED), true));
    AggregateAnswer affected = spans.aggregateSpans(who(window, failedHere));
    Group who = affected.groups().getFirst();
    Span example = example(window, failedHere);
    return new Judged(
        new FailingNow(
            service,
            endpoint,
            group.figures(),
            before.single(),
            series,
            trend(series, window),
            who.count("tenants"),
            who.count("users"),
            series.stream()
                .filter(point -> point.figures().failed() > 0)
                .mapToLong(RequestPoint::startUnixNano)
                .findFirst()
                .orElse(window.range().fromUnixNano()),
            Recovery.ofRequests(series),
            text(example, CanonicalField.EXCEPTION_TYPE, CanonicalField.ERROR_TYPE),
            text(example, CanonicalField.EXCEPTION_MESSAGE, CanonicalField.STATUS_MESSAGE),
            example == null ? null : example.traceId().hex()),
        read.completeness().and(before.completeness()).and(affected.completeness()));
  }

  private static AggregateQuery who(Window window, Filter failedHere) {
    return AggregateQuery.of(
        window.range(),
        failedHere,
        List.of(),
        List.of(new Metric.Distinct("tenants", TENANT), new Metric.Distinct("users", USER)));
  }

  private @Nullable Span example(Window window, Filter failedHere) {
    List<Span> newest =
        spans.searchSpans(SearchQuery.newest(window.range(), failedHere, 1)).items();
    return newest.isEmpty() ? null : newest.getFirst();
  }

  private String text(@Nullable Span span, CanonicalField field, CanonicalField otherwise) {
    if (span == null) {
      return "";
    }
    AttributeValue value = reader.read(span, field);
    value = value == null ? reader.read(span, otherwise) : value;
    return value == null ? "" : value.text();
  }

  /** Failures of the last third of the window over those of the third before it. */
  private static @Nullable Double trend(List<RequestPoint> series, Window window) {
    long third = window.range().lengthNanos() / 3;
    long last = window.range().toUnixNano() - third;
    long now = failed(series, last, Long.MAX_VALUE);
    long before = failed(series, last - third, last);
    return now == 0
        ? Double.valueOf(0)
        : before == 0 ? null : Double.valueOf((double) now / before);
  }

  private static long failed(List<RequestPoint> series, long from, long to) {
    return series.stream()
        .filter(point -> point.startUnixNano() >= from && point.startUnixNano() < to)
        .map(RequestPoint::figures)
        .mapToLong(RequestFigures::failed)
        .sum();
  }
}
