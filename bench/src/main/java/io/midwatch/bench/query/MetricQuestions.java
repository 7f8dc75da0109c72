package io.midwatch.bench.query;

import io.midwatch.bench.query.Question.Result;
import io.midwatch.bench.workload.Period;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.LabelMatcher.Operator;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.MetricReader;
import java.time.Duration;
import java.util.List;

/** The questions about metrics: one series for long, many for an hour, labels. Rows are points. */
final class MetricQuestions {
  private static final LabelMatcher COUNTER = LabelMatcher.metric("acme_work_7_total");

  /** 17 metrics of 60 pods. */
  private static final LabelMatcher COUNTERS =
      new LabelMatcher("__name__", Operator.MATCHES, "acme_work_([0-9]|1[0-6])_total");

  private final MetricReader metrics;
  private final TimeRange day;
  private final long end;

  MetricQuestions(StoreUnderBench store, Period period) {
    this.metrics = store.metrics();
    this.day = new TimeRange(period.fromUnixNano(), period.toUnixNano());
    this.end = period.toUnixNano();
  }

  List<Question> all() {
    return List.of(
        new Question("m1", "one series, whole range", this::one),
        new Question("m2", "1,020 series, 1 h", _ -> points(last(Duration.ofHours(1)), COUNTERS)),
        new Question(
            "m3",
            "1,020 series, last 5 minutes",
            _ -> points(last(Duration.ofMinutes(5)), COUNTERS)),
        new Question("m4", "values of a label, whole range", _ -> Result.exact(pods().size())));
  }

  private TimeRange last(Duration length) {
    return new TimeRange(end - length.toNanos(), end);
  }

  private List<String> pods() {
    return metrics.labelValues(QueryScope.ALL, day, "instance", List.of(COUNTER)).values();
  }

  /** Another pod every time. */
  private Result one(int run) {
    List<String> pods = pods();
    return points(day, COUNTER, LabelMatcher.equal("instance", pods.get(run % pods.size())));
  }

  private Result points(TimeRange range, LabelMatcher... matchers) {
    long[] points = new long[1];
    Completeness completeness =
        metrics.readSeries(
            SeriesQuery.of(range, matchers),
            series -> {
              points[0] += series.samples().size();
              return true;
            });
    return new Result(points[0], completeness);
  }
}
