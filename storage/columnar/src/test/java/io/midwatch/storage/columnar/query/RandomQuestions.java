package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Questions about {@link RandomSpans}, every operator and figure among them. */
final class RandomQuestions {
  private static final List<Field> FREE =
      Stream.of("region", "size", "user.id", "host", "cached", "nowhere")
          .map(Field::attribute)
          .toList();
  private static final List<Field> CANONICAL =
      Stream.of(
              "name",
              "kind",
              "status",
              "service",
              "duration",
              "url.path",
              "endpoint",
              "failed",
              "http.response.status_code",
              "trace.id",
              "parent.span.id",
              "user",
              "body")
          .map(Field::named)
          .toList();

  private final Random random;

  RandomQuestions(Random random) {
    this.random = random;
  }

  <E> E pick(List<E> all) {
    return all.get(random.nextInt(all.size()));
  }

  Field field() {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> pick(CANONICAL);
      case 3 -> new Field.Attribute(pick(List.of(Field.Origin.values())), "region");
      default -> pick(FREE);
    };
  }

  AttributeValue value() {
    return switch (random.nextInt(9)) {
      case 0 -> AttributeValue.of(random.nextInt(20));
      case 1 -> AttributeValue.of((double) random.nextInt(20));
      case 2 -> AttributeValue.of(pick(List.of(200, 404, 500)));
      case 3 -> AttributeValue.of(random.nextBoolean());
      case 4 -> AttributeValue.of(Spans.traceId(1 + random.nextInt(2_000)).hex());
      case 5 -> AttributeValue.of(pick(List.of("shop", "error", "server", "GET /pay", "u7")));
      case 6 -> AttributeValue.of("/" + random.nextInt(3_000) + "/pay now");
      default -> AttributeValue.of(pick(RandomSpans.REGIONS));
    };
  }

  Filter filter(int depth) {
    return switch (random.nextInt(depth > 0 ? 14 : 8)) {
      case 0 -> new Filter.Eq(field(), value());
      case 1 -> new Filter.In(field(), List.of(value(), value(), value()));
      case 2 -> new Filter.Exists(field());
      case 3 -> number();
      case 4 -> new Filter.Prefix(field(), pick(List.of("e", "u", "GET", "/1", "Zü", "東")));
      case 5 ->
          new Filter.Phrase(
              pick(CANONICAL), pick(List.of("pay", "PAY now", "öffnen", "get pay", "a-b", "17")));
      case 6 ->
          new Filter.Substring(
              pick(CANONICAL), pick(List.of("ay", "/pay n", "T /pay/", "raße ö", "1/pay", "")));
      case 7 -> new Filter.Regex(pick(CANONICAL), pick(List.of("^/1.*w$", "[öa]", "5.0|r$", "^$")));
      case 8, 9 -> new Filter.Not(filter(depth - 1));
      case 10, 11 -> new Filter.And(filters(depth - 1));
      default -> new Filter.Or(filters(depth - 1));
    };
  }

  private List<Filter> filters(int depth) {
    List<Filter> filters = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      filters.add(filter(depth));
    }
    return filters;
  }

  private Filter number() {
    Double atLeast = random.nextInt(3) == 0 ? null : random.nextInt(40) / 2.0;
    Double below = random.nextInt(3) == 0 ? null : random.nextInt(60) / 2.0;
    Field field = field();
    double unit = field.name().equals("duration") ? 1e6 : 1;
    return new Filter.NumberRange(field, times(atLeast, unit), times(below, unit));
  }

  private static @Nullable Double times(@Nullable Double number, double unit) {
    return number == null ? null : number * unit;
  }

  TimeRange range() {
    if (random.nextInt(4) == 0) {
      return TimeRange.ALL;
    }
    long from = random.nextInt(3_000);
    return Times.seconds(from, from + random.nextInt(2_000));
  }

  QueryScope scope() {
    return random.nextInt(3) == 0 ? new QueryScope(filter(1)) : QueryScope.ALL;
  }

  private QueryLimits limits() {
    return random.nextInt(4) == 0
        ? new QueryLimits(1 + random.nextInt(6_000), 1 + random.nextInt(40), Duration.ofSeconds(10))
        : QueryLimits.DEFAULT;
  }

  SearchQuery search(SearchQuery.Sort sort) {
    return SearchQuery.newest(range(), filter(3), 1 + random.nextInt(300))
        .sorted(sort)
        .scoped(scope());
  }

  AggregateQuery aggregate() {
    List<GroupBy> groupBy = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      groupBy.add(grouping());
    }
    List<Metric> metrics = metrics();
    AggregateQuery query = AggregateQuery.of(range(), filter(2), groupBy, metrics);
    String sortBy = pick(metrics).name();
    return (random.nextBoolean() ? query.top(1 + random.nextInt(20), sortBy) : query)
        .scoped(scope())
        .limited(limits());
  }

  private GroupBy grouping() {
    return switch (random.nextInt(5)) {
      case 0 -> new GroupBy.TimeBucket((1 + random.nextInt(900)) * Times.SECOND);
      case 1 -> new GroupBy.NumericBucket(field(), 1.5 + random.nextInt(3));
      default -> new GroupBy.Terms(field(), pick(List.of(GroupBy.Missing.values())));
    };
  }

  private List<Metric> metrics() {
    Field duration = Field.named("duration");
    Field status = Field.named("http.response.status_code");
    return List.of(
        new Metric.Count("count"),
        new Metric.CountIf("some", filter(2)),
        new Metric.Sum("sum", pick(List.of(duration, status))),
        new Metric.Avg("avg", status),
        new Metric.Min("min", field()),
        new Metric.Max("max", field()),
        new Metric.Percentile("p50", duration, 0.5),
        new Metric.Percentile("p95", pick(List.of(duration, status)), 0.95),
        new Metric.Distinct("distinct", field()),
        new Metric.Ratio("ratio", "some", "count"));
  }

  CompareQuery compare() {
    List<Field> fields = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Field field = field();
      if (fields.stream().noneMatch(each -> each.name().equals(field.name()))) {
        fields.add(field);
      }
    }
    return new CompareQuery(
        scope(), range(), filter(2), filter(1), fields, 1 + random.nextInt(200), limits());
  }

  TraceQuery traces() {
    List<Filter> predicates = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      predicates.add(filter(1));
    }
    return new TraceQuery(
        scope(),
        range(),
        predicates,
        random.nextInt(3) == 0 ? 1_000_000L : null,
        random.nextInt(3) == 0 ? 900_000_000_000L : null,
        random.nextBoolean() ? TraceQuery.Order.NEWEST_FIRST : TraceQuery.Order.OLDEST_FIRST,
        null,
        1 + random.nextInt(60),
        QueryLimits.DEFAULT);
  }
}
