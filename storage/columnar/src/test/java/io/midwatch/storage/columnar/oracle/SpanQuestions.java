package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
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
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random questions about {@link GeneratedSpans}, every operator and figure among them. */
record SpanQuestions(GeneratedSpans spans, Random random) {
  static final QueryLimits LIMITS =
      new QueryLimits(Long.MAX_VALUE, QueryLimits.MAX_GROUPS, Duration.ofMinutes(5));
  private static final List<String> FREE =
      List.of(
          "region",
          "size",
          "user.id",
          "host",
          "rack",
          "cached",
          "ratio",
          "blob",
          "map",
          "nowhere",
          "wide.3",
          "wide.1400",
          "http.response.status_code",
          "tenant.id");

  <E> E pick(List<E> all) {
    return all.get(random.nextInt(all.size()));
  }

  Field field() {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> Field.of(pick(OracleTables.FIELDS));
      case 3 -> new Field.Attribute(pick(List.of(Field.Origin.values())), "region");
      default -> Field.attribute(pick(FREE));
    };
  }

  /** One that has few values, so that groups by it are not a row each. */
  private Field groupField() {
    while (true) {
      Field field = field();
      boolean fine =
          !List.of("user.id", "user", "trace.id", "parent.span.id", "duration", "ratio")
              .contains(field.name());
      if (fine || random.nextInt(20) == 0) {
        return field;
      }
    }
  }

  AttributeValue value() {
    return switch (random.nextInt(12)) {
      case 0 -> AttributeValue.of(random.nextInt(20));
      case 1 -> AttributeValue.of(random.nextInt(40) / 4.0 - 3);
      case 2 -> AttributeValue.of(pick(List.of(200L, 404L, 500L)));
      case 3 -> AttributeValue.of(random.nextBoolean());
      case 4 -> AttributeValue.of(spans.traceOf(random.nextInt(spans.traces())).hex());
      case 5 ->
          AttributeValue.of(pick(List.of("shop", "eins/shop", "error", "server", "7", "200")));
      case 6 -> AttributeValue.of("/" + random.nextInt(3_000) + "/pay now");
      case 7 -> AttributeValue.of("u" + random.nextInt(300_000));
      case 8 ->
          pick(
              List.of(
                  AttributeValue.of(-0.0),
                  AttributeValue.of(Double.NaN),
                  AttributeValue.of(0x1p53),
                  AttributeValue.of((1L << 53) + 1),
                  AttributeValue.of(0x1p63),
                  AttributeValue.of(Long.MAX_VALUE),
                  AttributeValue.of(Long.MIN_VALUE),
                  AttributeValue.of(-0x1p63),
                  AttributeValue.of(1e300)));
      case 9 -> AttributeValue.of(pick(GeneratedSpans.NAMES));
      default -> AttributeValue.of(pick(GeneratedSpans.REGIONS));
    };
  }

  /** Of some trace, or of none. */
  TraceId traceId() {
    return spans.traceOf(random.nextInt(spans.traces() + spans.traces() / 9));
  }

  Filter filter(int depth) {
    return switch (random.nextInt(depth > 0 ? 14 : 8)) {
      case 0 -> new Filter.Eq(field(), value());
      case 1 -> new Filter.In(field(), List.of(value(), value(), value()));
      case 2 -> new Filter.Exists(field());
      case 3 -> number();
      case 4 ->
          new Filter.Prefix(
              field(), pick(List.of("e", "u", "u12", "GET", "/1", "Zü", "東", "", "t", "👍")));
      case 5 ->
          new Filter.Phrase(
              Field.of(pick(OracleTables.TOKENS)),
              pick(
                  List.of(
                      "pool",
                      "ERR-7731",
                      "gave up after",
                      "pay",
                      "PAY now",
                      "ÖFFNEN",
                      "get pay",
                      "a-b",
                      "17",
                      "確認",
                      "",
                      "👍",
                      "ü 1")));
      case 6 ->
          new Filter.Substring(
              text(), pick(List.of("ay", "/pay n", "T /pay/", "raße ö", "1/pay", "", "入", "E")));
      case 7 ->
          new Filter.Regex(
              text(), pick(List.of("^/1.*w$", "[öa]", "(?i)GET|r$", "^$", "\\d{3}/", "^.{5,7}$")));
      case 8, 9 -> new Filter.Not(filter(depth - 1));
      case 10, 11 -> new Filter.And(filters(depth - 1));
      default -> new Filter.Or(filters(depth - 1));
    };
  }

  private Field text() {
    return Field.of(pick(OracleTables.FIELDS));
  }

  private List<Filter> filters(int depth) {
    List<Filter> filters = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      filters.add(filter(depth));
    }
    return filters;
  }

  private Filter number() {
    Field field = field();
    double unit =
        field.equals(Field.of(CanonicalField.DURATION)) ? 1e6 : random.nextInt(8) == 0 ? 1e18 : 1;
    return new Filter.NumberRange(
        field, bound(unit, random.nextInt(80) / 2.0 - 10), bound(unit, random.nextInt(800) / 2.0));
  }

  private @Nullable Double bound(double unit, double value) {
    return random.nextInt(3) == 0 ? null : Double.valueOf(value * unit);
  }

  TimeRange range() {
    if (random.nextInt(4) == 0) {
      return TimeRange.ALL;
    }
    long from = random.nextInt(3_600);
    return Times.seconds(from, from + random.nextInt(random.nextBoolean() ? 60 : 1_500));
  }

  QueryScope scope() {
    return random.nextInt(3) == 0 ? new QueryScope(filter(1)) : QueryScope.ALL;
  }

  SearchQuery search(SearchQuery.Sort sort) {
    return SearchQuery.newest(range(), filter(3), 1 + random.nextInt(200))
        .sorted(sort)
        .scoped(scope())
        .limited(LIMITS);
  }

  TraceQuery traces() {
    List<Filter> predicates = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      predicates.add(filter(i == 0 ? 2 : 1));
    }
    Long least = random.nextInt(4) == 0 ? Long.valueOf(random.nextInt(1_000) * Times.MILLI) : null;
    Long most = random.nextInt(6) == 0 ? Long.valueOf(random.nextInt(9) * Times.SECOND) : null;
    TraceQuery.Order order = pick(List.of(TraceQuery.Order.values()));
    return new TraceQuery(
        scope(), range(), predicates, least, most, order, null, 1 + random.nextInt(60), LIMITS);
  }

  AggregateQuery aggregate() {
    List<GroupBy> groupBy = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      groupBy.add(grouping());
    }
    AggregateQuery query = AggregateQuery.of(range(), filter(2), groupBy, metrics());
    String sortBy = pick(List.of("count", "some", "ratio"));
    return (random.nextBoolean() ? query.top(1 + random.nextInt(20), sortBy) : query)
        .scoped(scope())
        .limited(LIMITS);
  }

  private GroupBy grouping() {
    return switch (random.nextInt(5)) {
      case 0 -> new GroupBy.TimeBucket((1 + random.nextInt(900)) * Times.SECOND + 1);
      case 1 -> new GroupBy.NumericBucket(field(), 1.5 + random.nextInt(3));
      default -> new GroupBy.Terms(groupField(), pick(List.of(GroupBy.Missing.values())));
    };
  }

  private List<Metric> metrics() {
    Field duration = Field.of(CanonicalField.DURATION);
    Field status = Field.of(CanonicalField.HTTP_STATUS);
    List<Metric> metrics = new ArrayList<>();
    metrics.add(new Metric.Count("count"));
    metrics.add(new Metric.CountIf("some", filter(2)));
    metrics.add(new Metric.Ratio("ratio", "some", "count"));
    metrics.add(
        switch (random.nextInt(6)) {
          case 0 -> new Metric.Sum("figure", pick(List.of(duration, status)));
          case 1 -> new Metric.Avg("figure", pick(List.of(duration, status)));
          case 2 -> new Metric.Min("figure", field());
          case 3 -> new Metric.Max("figure", field());
          case 4 ->
              new Metric.Percentile(
                  "figure",
                  pick(List.of(duration, status)),
                  pick(List.of(0.0, 0.5, 0.95, 0.99, 1.0)));
          default -> new Metric.Distinct("figure", field());
        });
    return metrics;
  }

  CompareQuery compare() {
    List<Field> fields = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      Field field = field();
      if (fields.stream().noneMatch(each -> each.name().equals(field.name()))) {
        fields.add(field);
      }
    }
    boolean every = random.nextInt(4) == 0;
    return new CompareQuery(
        scope(),
        range(),
        filter(2),
        filter(1),
        every ? List.of() : fields,
        1 + random.nextInt(200),
        LIMITS);
  }
}
