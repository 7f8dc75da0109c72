package io.midwatch.query.logs;

import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Severity;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.query.text.QueryText;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.LogReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds log records and counts them over time. Thread-safe. */
public final class LogsService {
  private static final Field SEVERITY = Field.of(CanonicalField.SEVERITY);

  private static final long AROUND_NANOS = 3_600_000_000_000L;

  private final LogReader logs;
  private final QueryText words = new QueryText(Field.of(CanonicalField.BODY));

  public LogsService(LogReader logs) {
    this.logs = logs;
  }

  /** Newest records that match. */
  public Page<LogRecord> search(LogSearch search) {
    return logs.searchLogs(
        SearchQuery.newest(search.window().range(), filter(search), search.limit())
            .after(search.after()));
  }

  /** The record of that id, empty when it is gone. */
  public Optional<Row<LogRecord>> log(RowId id) {
    return logs.log(QueryScope.ALL, id);
  }

  /**
   * What a service logged within an hour around a moment, whatever else is searched for.
   *
   * @param atUnixNano the moment, epoch nanoseconds
   * @param instance of the service, null for all
   * @param each at most so many records on either side, at least 1
   */
  public LogContext context(long atUnixNano, String service, @Nullable String instance, int each) {
    List<Filter> filters = new ArrayList<>();
    filters.add(Filter.eq(Field.of(CanonicalField.SERVICE), service));
    if (instance != null) {
      filters.add(Filter.eq(Field.of(CanonicalField.INSTANCE), instance));
    }
    Filter sender = new Filter.And(filters);
    long at = Math.max(0, atUnixNano);
    TimeRange before = new TimeRange(Math.max(0, at - AROUND_NANOS), at);
    TimeRange from = new TimeRange(at, at + Math.min(AROUND_NANOS, Long.MAX_VALUE - at));
    Page<LogRecord> earlier = logs.searchLogs(SearchQuery.newest(before, sender, each));
    Page<LogRecord> later =
        logs.searchLogs(
            SearchQuery.newest(from, sender, each).sorted(SearchQuery.Sort.OLDEST_FIRST));
    return new LogContext(
        earlier.items().reversed(),
        later.items(),
        earlier.completeness().and(later.completeness()));
  }

  /** How many match, by time and severity; steps without a record are absent. */
  public List<LogHistogramBar> histogram(LogSearch search) {
    AggregateAnswer answer =
        logs.aggregateLogs(
            AggregateQuery.of(
                search.window().range(),
                filter(search),
                List.of(
                    new GroupBy.TimeBucket(search.window().stepNanos()), GroupBy.terms(SEVERITY)),
                List.of(new Metric.Count("records"))));
    Map<Long, Map<Severity, Long>> bars = new TreeMap<>();
    for (AggregateAnswer.Group group : answer.groups()) {
      if (group.key().getFirst() instanceof LongValue(long start)) {
        Severity severity =
            group.key().get(1) instanceof LongValue(long number)
                ? Severity.of((int) number)
                : Severity.UNSPECIFIED;
        bars.computeIfAbsent(start, key -> new EnumMap<>(Severity.class))
            .merge(severity, group.count("records"), Long::sum);
      }
    }
    List<LogHistogramBar> histogram = new ArrayList<>();
    bars.forEach((start, counts) -> histogram.add(new LogHistogramBar(start, counts)));
    return histogram;
  }

  private Filter filter(LogSearch search) {
    List<Filter> filters = new ArrayList<>();
    if (search.service() != null) {
      filters.add(Filter.eq(Field.of(CanonicalField.SERVICE), search.service()));
    }
    if (search.minSeverity() > 0) {
      filters.add(new Filter.NumberRange(SEVERITY, (double) search.minSeverity(), null));
    }
    if (search.traceId() != null) {
      filters.add(Filter.eq(Field.of(CanonicalField.TRACE_ID), search.traceId()));
    }
    filters.add(words.parse(search.text()));
    return search.window().itemFilter(filters.toArray(Filter[]::new));
  }
}
