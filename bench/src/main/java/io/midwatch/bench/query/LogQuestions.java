package io.midwatch.bench.query;

import io.midwatch.bench.query.Question.Result;
import io.midwatch.bench.workload.LogWorkload;
import io.midwatch.bench.workload.Period;
import io.midwatch.model.LogRecord;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.LogReader;
import java.time.Duration;
import java.util.List;

/** The questions about logs: a rare token, a frequent phrase, counts over time. */
final class LogQuestions {
  private static final QueryLimits LIMITS =
      new QueryLimits(Long.MAX_VALUE, QueryLimits.MAX_GROUPS, Duration.ofMinutes(2));
  private static final Field BODY = Field.of(CanonicalField.BODY);
  private static final Filter NEEDLE = new Filter.Phrase(BODY, LogWorkload.NEEDLE);
  private static final Filter PHRASE = new Filter.Phrase(BODY, LogWorkload.PHRASE);

  private final LogReader logs;
  private final TimeRange day;
  private final TimeRange hour;

  LogQuestions(StoreUnderBench store, Period period) {
    this.logs = store.logs();
    this.day = new TimeRange(period.fromUnixNano(), period.toUnixNano());
    this.hour =
        new TimeRange(period.toUnixNano() - Duration.ofHours(1).toNanos(), period.toUnixNano());
  }

  List<Question> all() {
    return List.of(
        new Question("l1", "rare token, newest 100, 1 h", _ -> search(hour, NEEDLE)),
        new Question("l2", "rare token, newest 100, whole range", _ -> search(day, NEEDLE)),
        new Question(
            "l3",
            "rare substring, newest 100, whole range",
            _ -> search(day, new Filter.Substring(BODY, "R-773"))),
        new Question("l4", "count of a frequent phrase, whole range", _ -> count()),
        new Question("l5", "newest 100, 1 h", _ -> search(hour, Filter.ALL)),
        new Question("l6", "by severity and minute, whole range", _ -> severities()));
  }

  private Result search(TimeRange range, Filter filter) {
    Page<LogRecord> page = logs.searchLogs(SearchQuery.newest(range, filter, 100).limited(LIMITS));
    return new Result(page.rows().size(), page.completeness());
  }

  private Result count() {
    AggregateAnswer answer =
        logs.aggregateLogs(
            AggregateQuery.of(day, PHRASE, List.of(), List.of(new Metric.Count("count")))
                .limited(LIMITS));
    return new Result(answer.groups().getFirst().count("count"), answer.completeness());
  }

  private Result severities() {
    AggregateAnswer answer =
        logs.aggregateLogs(
            AggregateQuery.of(
                    day,
                    Filter.ALL,
                    List.of(
                        GroupBy.terms(Field.of(CanonicalField.SEVERITY)),
                        new GroupBy.TimeBucket(Duration.ofMinutes(1).toNanos())),
                    List.of(new Metric.Count("count")))
                .limited(LIMITS));
    return new Result(answer.groups().size(), answer.completeness());
  }
}
