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
import io.midwatch.storage.contract.read.LogReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds log records and counts them over time. Thread-safe. */
public final class LogsService {
  private static final Field SEVERITY = Field.of(CanonicalField.SEVERITY);

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
