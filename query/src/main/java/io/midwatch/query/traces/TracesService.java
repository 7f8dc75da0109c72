package io.midwatch.query.traces;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.text.QueryText;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceQuery.Order;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.SpanReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds traces and puts one together with its log lines. Thread-safe. */
public final class TracesService {
  static final String SPANS = "spans";

  private static final int LOGS = 1_000;
  private static final long AROUND_NANOS = 600_000_000_000L;

  private final SpanReader spans;
  private final LogReader logs;
  private final CanonicalReader reader;
  private final QueryText words = new QueryText(Field.of(CanonicalField.NAME));

  public TracesService(SpanReader spans, LogReader logs, CanonicalReader reader) {
    this.spans = spans;
    this.logs = logs;
    this.reader = reader;
  }

  /**
   * One page of the traces that match, newest first, and the places of the pages beside it. A page
   * at a place where there are no traces any more still has a way back to where it was asked from.
   */
  public TraceAnswer search(TraceSearch search) {
    return search.goesBack() ? newer(search) : older(search);
  }

  private TraceAnswer older(TraceSearch search) {
    String place = search.place();
    TraceAnswer found = spans.searchTraces(query(search).page(Order.NEWEST_FIRST, place));
    String first = found.traces().isEmpty() ? place : found.previous();
    return new TraceAnswer(
        found.traces(),
        found.next(),
        place == null ? null : TraceSearch.newerThan(first),
        found.completeness());
  }

  /** A page that is read backwards, as it is shown. */
  private TraceAnswer newer(TraceSearch search) {
    String place = search.place();
    TraceAnswer found = spans.searchTraces(query(search).page(Order.OLDEST_FIRST, place));
    return new TraceAnswer(
        found.traces().reversed(),
        found.traces().isEmpty() ? place : found.previous(),
        TraceSearch.newerThan(found.next()),
        found.completeness());
  }

  /** What the spans that match have in common. */
  public TraceFacets facets(TraceSearch search) {
    Filter matching = filter(search);
    return TraceFacets.of(
        values(search, matching, CanonicalField.SERVICE),
        values(search, matching, CanonicalField.ENDPOINT),
        values(search, matching, CanonicalField.TENANT));
  }

  private AggregateAnswer values(TraceSearch search, Filter matching, CanonicalField field) {
    return spans.aggregateSpans(
        AggregateQuery.of(
                search.window().range(),
                matching,
                List.of(GroupBy.terms(Field.of(field))),
                List.of(new Metric.Count(SPANS)))
            .top(TraceFacets.MOST + 1, SPANS));
  }

  /**
   * Traces from all over the window: the newest of each of its slices. What slices without traces
   * leave is given to those that have more.
   *
   * @param most traces at most
   */
  public TraceSample sample(TraceSearch search, int slices, int most) {
    List<TimeRange> parts = TraceSample.slices(search.window().range(), slices);
    List<TraceAnswer> answers = new ArrayList<>();
    for (TimeRange part : parts) {
      answers.add(spans.searchTraces(query(search.of(part, most / slices))));
    }
    long used = answers.stream().filter(answer -> !answer.traces().isEmpty()).count();
    int share = (int) (most / Math.max(1, used));
    for (int i = 0; i < parts.size() && share > most / slices; i++) {
      if (answers.get(i).next() != null) {
        answers.set(i, spans.searchTraces(query(search.of(parts.get(i), share))));
      }
    }
    return TraceSample.of(answers);
  }

  private Filter filter(TraceSearch search) {
    List<Filter> filters = new ArrayList<>();
    if (search.service() != null) {
      filters.add(Filter.eq(Field.of(CanonicalField.SERVICE), search.service()));
    }
    if (search.endpoint() != null) {
      filters.add(Filter.eq(Field.of(CanonicalField.ENDPOINT), search.endpoint()));
    }
    if (search.failedOnly()) {
      filters.add(Filter.eq(Field.of(CanonicalField.FAILED), true));
    }
    filters.add(words.parse(search.text()));
    return search.window().spanFilter(filters.toArray(Filter[]::new));
  }

  private TraceQuery query(TraceSearch search) {
    return new TraceQuery(
        QueryScope.ALL,
        search.window().range(),
        List.of(filter(search)),
        search.minDurationNanos(),
        search.maxDurationNanos(),
        Order.NEWEST_FIRST,
        null,
        search.limit(),
        QueryLimits.DEFAULT);
  }

  /**
   * The trace of that id, empty when nothing of it is stored.
   *
   * @throws StoreException when nothing was found, but not everything could be looked at
   */
  public Optional<Trace> trace(TraceId id) {
    Page<Span> page = spans.tracePage(QueryScope.ALL, id);
    List<Span> found = page.items();
    if (found.isEmpty() && !page.completeness().complete()) {
      throw new StoreException(
          "whether trace " + id.hex() + " is stored: " + page.completeness().reasons());
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<TraceNode> nodes = new TraceAssembler(this::service, this::failed).assemble(found);
    long start = found.stream().mapToLong(Span::startTimeUnixNano).min().orElseThrow();
    long end =
        found.stream()
            .mapToLong(span -> Math.max(span.startTimeUnixNano(), span.endTimeUnixNano()))
            .max()
            .orElseThrow();
    Set<String> services = new LinkedHashSet<>();
    nodes.forEach(node -> services.add(node.service()));
    Page<LogRecord> lines = logsOf(id, start, end);
    return Optional.of(
        new Trace(
            id,
            start,
            end,
            nodes,
            List.copyOf(services),
            (int) nodes.stream().filter(TraceNode::failed).count(),
            firstFailed(nodes),
            found.stream()
                .map(span -> reader.read(span, CanonicalField.TENANT))
                .filter(Objects::nonNull)
                .map(AttributeValue::text)
                .findFirst()
                .orElse(null),
            lines.rows(),
            lines.next() == null && lines.completeness().complete(),
            page.completeness().and(lines.completeness())));
  }

  private Page<LogRecord> logsOf(TraceId id, long start, long end) {
    // Clocks that were never set send any time there is.
    long from = Math.max(0, start);
    long to = Math.max(from, end);
    TimeRange around =
        new TimeRange(
            from - Math.min(AROUND_NANOS, from), to + Math.min(AROUND_NANOS, Long.MAX_VALUE - to));
    Filter ofTrace = Filter.eq(Field.of(CanonicalField.TRACE_ID), id.hex());
    return logs.searchLogs(
        SearchQuery.newest(around, ofTrace, LOGS).sorted(SearchQuery.Sort.OLDEST_FIRST));
  }

  private String service(Span span) {
    AttributeValue service = reader.read(span, CanonicalField.SERVICE);
    return service == null ? "unknown_service" : service.text();
  }

  private boolean failed(Span span) {
    return reader.read(span, CanonicalField.FAILED)
            instanceof AttributeValue.BoolValue(boolean failed)
        && failed;
  }

  /** Follows the first failing branch down to where no child failed. */
  private static int firstFailed(List<TraceNode> nodes) {
    int deepest = -1;
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).failed() && (deepest < 0 || nodes.get(i).parentIndex() == deepest)) {
        deepest = i;
      }
    }
    return deepest;
  }
}
