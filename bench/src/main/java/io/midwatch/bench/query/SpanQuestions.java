package io.midwatch.bench.query;

import io.midwatch.bench.query.Question.Result;
import io.midwatch.bench.workload.Period;
import io.midwatch.bench.workload.SpanWorkload;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The questions about spans, by the numbers they have in the reference figures. */
final class SpanQuestions {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final QueryLimits LIMITS =
      new QueryLimits(Long.MAX_VALUE, QueryLimits.MAX_GROUPS, Duration.ofMinutes(2));
  private static final String FAULTY_SERVICE = "acme/payments";
  private static final Filter FAILED = Filter.eq(Field.of(CanonicalField.STATUS), "error");
  private static final Field DURATION = Field.of(CanonicalField.DURATION);
  private static final Field SERVICE = Field.of(CanonicalField.SERVICE);
  private static final List<Metric> RED =
      List.of(
          new Metric.Count("count"),
          new Metric.CountIf("failed", Filter.eq(Field.of(CanonicalField.FAILED), true)),
          new Metric.Percentile("p50", DURATION, 0.5),
          new Metric.Percentile("p95", DURATION, 0.95),
          new Metric.Percentile("p99", DURATION, 0.99));
  private static final List<CanonicalField> COMPARED =
      List.of(
          CanonicalField.ENDPOINT,
          CanonicalField.VERSION,
          CanonicalField.INSTANCE,
          CanonicalField.TENANT,
          CanonicalField.HTTP_METHOD,
          CanonicalField.HTTP_ROUTE,
          CanonicalField.HTTP_STATUS,
          CanonicalField.USER_AGENT,
          CanonicalField.CLIENT_ADDRESS);

  private final SpanReader spans;
  private final RollupReader rollups;
  private final SpanWorkload workload;
  private final TimeRange day;
  private final TimeRange hour;

  SpanQuestions(StoreUnderBench store, SpanWorkload workload, Period period) {
    this.spans = store.spans();
    this.rollups = store.rollups();
    this.workload = workload;
    this.day = new TimeRange(period.fromUnixNano(), period.toUnixNano());
    this.hour =
        new TimeRange(period.toUnixNano() - Duration.ofHours(1).toNanos(), period.toUnixNano());
  }

  List<Question> all() {
    return List.of(
        new Question("i", "trace by id", run -> Result.exact(trace(run))),
        new Question("i+", "trace by id, within 5 minutes", this::traceNear),
        new Question("ii", "RED, p50/95/99 by service and route, 1 h", _ -> red(hour)),
        new Question("ii'", "the same, whole range", _ -> red(day)),
        new Question("ii r", "RED by service and endpoint, whole range, rollup", _ -> redRollup()),
        new Question("iii", "failures a minute of one service, whole range", _ -> failures()),
        new Question("iii r", "the same from the rollup", _ -> failuresRollup()),
        new Question("iv", "20 tenants with most errors, 1 h", _ -> tenants()),
        new Question("v", "last 100 error spans of a tenant, whole rows", _ -> errorsOfTenant()),
        new Question("vi", "distinct users with an error, 1 h", _ -> users()),
        new Question("vii", "what failing requests have in common, 10 fields, 1 h", _ -> compare()),
        new Question("viii", "group by a free attribute, 1 h", _ -> freeAttribute()));
  }

  private long trace(int run) {
    return spans.trace(QueryScope.ALL, workload.traceId(someTrace(run))).size();
  }

  private Result traceNear(int run) {
    int number = someTrace(run);
    TraceId id = workload.traceId(number);
    long start = workload.traceStart(number);
    TimeRange near = new TimeRange(start - 5 * MINUTE, start + 5 * MINUTE);
    Filter ofTrace = Filter.eq(Field.of(CanonicalField.TRACE_ID), id.hex());
    return result(spans.searchSpans(SearchQuery.newest(near, ofTrace, 1_000).limited(LIMITS)));
  }

  /** A trace that differs from run to run, anywhere in the range: steps of the golden ratio. */
  private int someTrace(int run) {
    double place = (run + 1) * 0.618_033_988_749_894_9;
    return (int) ((place - Math.floor(place)) * workload.traces());
  }

  private Result red(TimeRange range) {
    return aggregate(
        AggregateQuery.of(
            range,
            new Filter.Exists(Field.of(CanonicalField.HTTP_ROUTE)),
            List.of(GroupBy.terms(SERVICE), GroupBy.terms(Field.of(CanonicalField.HTTP_ROUTE))),
            RED));
  }

  private Result redRollup() {
    return result(
        rollups.readRollup(
            RollupQuery.total(OperationsTables.REQUESTS.name(), day, "service", "endpoint")));
  }

  private Result failures() {
    return aggregate(
        AggregateQuery.of(
            day,
            Filter.eq(SERVICE, FAULTY_SERVICE),
            List.of(new GroupBy.TimeBucket(MINUTE)),
            List.of(
                new Metric.Count("count"),
                new Metric.CountIf("failed", FAILED),
                new Metric.Ratio("rate", "failed", "count"))));
  }

  private Result failuresRollup() {
    return result(
        rollups.readRollup(
            RollupQuery.total(OperationsTables.REQUESTS.name(), day)
                .where(Filter.eq(Field.dimension("service"), FAULTY_SERVICE))
                .every(MINUTE)));
  }

  private Result tenants() {
    return aggregate(
        AggregateQuery.of(
                hour,
                FAILED,
                List.of(GroupBy.terms(Field.of(CanonicalField.TENANT))),
                List.of(new Metric.Count("errors")))
            .top(20, "errors"));
  }

  private Result errorsOfTenant() {
    Filter failedOfTenant =
        Filter.and(FAILED, Filter.eq(Field.of(CanonicalField.TENANT), "tenant-0"));
    return result(spans.searchSpans(SearchQuery.newest(day, failedOfTenant, 100).limited(LIMITS)));
  }

  private Result users() {
    AggregateAnswer answer =
        spans.aggregateSpans(
            AggregateQuery.of(
                    hour,
                    FAILED,
                    List.of(),
                    List.of(new Metric.Distinct("users", Field.of(CanonicalField.USER))))
                .limited(LIMITS));
    return new Result(answer.groups().getFirst().count("users"), answer.completeness());
  }

  private Result compare() {
    Filter ofService =
        Filter.and(
            Filter.eq(SERVICE, FAULTY_SERVICE), Filter.eq(Field.of(CanonicalField.KIND), "server"));
    List<Field> fields =
        Stream.concat(COMPARED.stream().map(Field::of), Stream.of(Field.attribute("app.region")))
            .toList();
    CompareAnswer answer =
        spans.compareSpans(
            new CompareQuery(
                QueryScope.ALL,
                hour,
                Filter.and(ofService, FAILED),
                Filter.and(ofService, Filter.not(FAILED)),
                fields,
                50,
                LIMITS));
    return new Result(answer.differences().size(), answer.completeness());
  }

  private Result freeAttribute() {
    return aggregate(
        AggregateQuery.of(
            hour,
            Filter.ALL,
            List.of(GroupBy.terms(Field.attribute("app.region"))),
            List.of(new Metric.Count("count"))));
  }

  private Result aggregate(AggregateQuery query) {
    AggregateAnswer answer = spans.aggregateSpans(query.limited(LIMITS));
    return new Result(answer.groups().size(), answer.completeness());
  }

  private static Result result(Page<?> page) {
    return new Result(page.rows().size(), page.completeness());
  }

  private static Result result(RollupAnswer answer) {
    return new Result(answer.rows().size(), answer.completeness());
  }
}
