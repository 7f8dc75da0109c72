package io.midwatch.query.overview;

import static java.util.stream.Collectors.toMap;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.overview.Affected.Whom;
import io.midwatch.query.requests.Recovery;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestGroup;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RequestStatistics.By;
import io.midwatch.query.requests.RequestStatistics.Groups;
import io.midwatch.query.requests.RequestStatistics.Only;
import io.midwatch.query.requests.RequestStatistics.Points;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.rollup.RollupReader;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoints that fail and whom they hurt, with as many questions for twenty as for one.
 */
public final class FailingReader {
  private static final int ROWS = 5;
  private static final int CANDIDATES = 4 * ROWS;
  private static final By[] PLACE = {By.SERVICE, By.ENDPOINT};

  private static final Comparator<FailingNow> WORST_FIRST =
      Comparator.comparing((FailingNow row) -> row.recoveredUnixNano() != null)
          .thenComparing(row -> -row.users())
          .thenComparing(row -> -row.tenants())
          .thenComparing(row -> -row.now().failed() * (row.trend() == null ? 1 : row.trend()))
          .thenComparing(FailingNow::service)
          .thenComparing(FailingNow::endpoint);

  private final RequestStatistics requests;
  private final AffectedReader affected;
  private final SpanReader spans;
  private final CanonicalReader reader;

  public FailingReader(
      RequestStatistics requests, RollupReader rollups, SpanReader spans, CanonicalReader reader) {
    this.requests = requests;
    this.affected = new AffectedReader(rollups, spans);
    this.spans = spans;
    this.reader = reader;
  }

  /**
   * At most five: what fails before what recovered, then by users, tenants, failures times trend.
   */
  Listed<FailingNow> failing(Window window) {
    Groups all = requests.groups(window, List.of(), PLACE);
    List<RequestGroup> candidates =
        all.groups().stream()
            .filter(group -> group.figures().failed() > 0)
            .sorted(Comparator.comparingLong(group -> -group.figures().failed()))
            .limit(CANDIDATES)
            .toList();
    if (candidates.isEmpty()) {
      return new Listed<>(List.of(), all.completeness());
    }
    List<Only> only = List.of(only(By.SERVICE, candidates, 0), only(By.ENDPOINT, candidates, 1));
    Listed<Points> series = requests.series(window, only, PLACE);
    Groups before = requests.groups(window.reference(), only, PLACE);
    Affected whom = affected.affected(window, only);
    Map<List<String>, List<RequestPoint>> points =
        series.rows().stream().collect(toMap(Points::key, Points::points, (first, _) -> first));
    Map<List<String>, RequestFigures> earlier =
        before.groups().stream()
            .collect(toMap(RequestGroup::key, RequestGroup::figures, (first, _) -> first));
    List<FailingNow> rows =
        candidates.stream()
            .map(group ->
                row(
                    window,
                    group,
                    earlier.getOrDefault(group.key(), RequestFigures.NONE),
                    points.getOrDefault(group.key(), List.of()),
                    whom))
            .sorted(WORST_FIRST)
            .limit(ROWS)
            .map(row -> withExample(window, row))
            .toList();
    return new Listed<>(
        rows,
        all.completeness()
            .and(series.completeness())
            .and(before.completeness())
            .and(whom.completeness()));
  }

  private static Only only(By by, List<RequestGroup> groups, int part) {
    return new Only(by, groups.stream().map(group -> group.key().get(part)).distinct().toList());
  }

  private static FailingNow row(
      Window window,
      RequestGroup group,
      RequestFigures before,
      List<RequestPoint> series,
      Affected affected) {
    String service = group.key().get(0);
    String endpoint = group.key().get(1);
    Whom whom = affected.of(service, endpoint);
    return new FailingNow(
        service,
        endpoint,
        group.figures(),
        before,
        series,
        trend(series, window),
        whom.tenants(),
        whom.users(),
        series.stream()
            .filter(point -> point.figures().failed() > 0)
            .mapToLong(RequestPoint::startUnixNano)
            .findFirst()
            .orElse(window.range().fromUnixNano()),
        Recovery.ofRequests(series),
        "",
        "",
        null);
  }

  private FailingNow withExample(Window window, FailingNow row) {
    Filter failedHere =
        window.spanFilter(
            SpanRequests.requests(),
            Filter.eq(Field.of(CanonicalField.SERVICE), row.service()),
            Filter.eq(Field.of(CanonicalField.ENDPOINT), row.endpoint()),
            Filter.eq(Field.of(CanonicalField.FAILED), true));
    Span example = example(window, failedHere);
    return example == null
        ? row
        : row.withExample(
            text(example, CanonicalField.EXCEPTION_TYPE, CanonicalField.ERROR_TYPE),
            text(example, CanonicalField.EXCEPTION_MESSAGE, CanonicalField.STATUS_MESSAGE),
            example.traceId().hex());
  }

  private @Nullable Span example(Window window, Filter failedHere) {
    List<Span> newest =
        spans.searchSpans(SearchQuery.newest(window.range(), failedHere, 1)).items();
    return newest.isEmpty() ? null : newest.getFirst();
  }

  private String text(Span span, CanonicalField field, CanonicalField otherwise) {
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
