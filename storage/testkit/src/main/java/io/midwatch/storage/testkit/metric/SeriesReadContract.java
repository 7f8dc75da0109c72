package io.midwatch.storage.testkit.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.midwatch.model.Attributes;
import io.midwatch.model.Exemplar;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.PointValue;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.LabelMatcher.Operator;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.Series.Sample;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Series by their labels.
 *
 * <pre>
 * queue_depth{job="payments", queue="refunds"}  1 s, 3 s
 * queue_depth{job="shop"}                       2 s
 * queue_depth{job="shop", queue="orders"}       1 s, 2 s
 * pool_size{job="shop"}                         2 s
 * </pre>
 */
public abstract class SeriesReadContract extends StoreContract {
  private void write() {
    store
        .pointWriter()
        .writePoints(
            List.of(
                Points.at(2).with("queue", "orders").build(),
                Points.at(1).with("queue", "orders").build(),
                Points.at(1).with("queue", "refunds").of("payments").build(),
                Points.at(3).with("queue", "refunds").of("payments").build(),
                Points.at(2).build(),
                Points.at(2).named("pool.size").build()));
  }

  static Stream<Arguments> matchers() {
    return Stream.of(
        Arguments.of("equal", of("queue", Operator.EQUAL, "orders"), List.of("orders")),
        Arguments.of(
            "not equal holds for an absent label",
            of("queue", Operator.NOT_EQUAL, "orders"),
            List.of("refunds", "")),
        Arguments.of("absent is empty", of("queue", Operator.EQUAL, ""), List.of("")),
        Arguments.of("present", of("queue", Operator.NOT_EQUAL, ""), List.of("refunds", "orders")),
        Arguments.of(
            "a pattern matches whole values", of("queue", Operator.MATCHES, "order"), List.of()),
        Arguments.of("a pattern", of("queue", Operator.MATCHES, "or.*|x"), List.of("orders")),
        Arguments.of(
            "alternatives",
            of("queue", Operator.MATCHES, "x|orders|refunds"),
            List.of("refunds", "orders")),
        Arguments.of(
            "nothing as an alternative",
            of("queue", Operator.MATCHES, "|orders"),
            List.of("", "orders")),
        Arguments.of(
            "a pattern that takes the empty text",
            of("queue", Operator.MATCHES, ".*"),
            List.of("refunds", "", "orders")),
        Arguments.of(
            "not a pattern", of("queue", Operator.NOT_MATCHES, "or.*"), List.of("refunds", "")),
        Arguments.of(
            "a label nobody has",
            of("nobody", Operator.NOT_EQUAL, "x"),
            List.of("refunds", "", "orders")));
  }

  private static LabelMatcher of(String label, Operator operator, String value) {
    return new LabelMatcher(label, operator, value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("matchers")
  void matchesLabels(String behaviour, LabelMatcher matcher, List<String> queues) {
    write();
    SeriesQuery query = SeriesQuery.of(Times.HOUR, LabelMatcher.metric("queue_depth"), matcher);
    assertThat(store.metrics().series(query))
        .as(behaviour)
        .extracting(series -> series.labels().getOrDefault("queue", ""))
        .isEqualTo(queues);
  }

  @Test
  void needsAllMatchersAndNoName() {
    write();
    SeriesQuery query =
        SeriesQuery.of(
            Times.HOUR,
            LabelMatcher.equal("job", "shop"),
            of("__name__", Operator.MATCHES, "pool_.*|queue_.*"),
            LabelMatcher.equal("queue", ""));
    assertThat(store.metrics().series(query))
        .extracting(series -> series.labels().get("__name__"))
        .containsExactly("pool_size", "queue_depth");
  }

  @Test
  void ordersSeriesByLabelsAndPointsByTime() {
    write();
    List<Series> all = store.metrics().series(SeriesQuery.of(Times.HOUR));
    assertThat(all)
        .extracting(Series::labels)
        .containsExactly(
            labels("pool_size", "shop", ""),
            labels("queue_depth", "payments", "refunds"),
            labels("queue_depth", "shop", ""),
            labels("queue_depth", "shop", "orders"));
    assertThat(seconds(all.getLast())).containsExactly(1L, 2L);
    assertThat(all.getLast().samples().getLast().value()).isEqualTo(new PointValue.DoublePoint(2));
  }

  private static SortedMap<String, String> labels(String name, String job, String queue) {
    SortedMap<String, String> labels = new TreeMap<>(Map.of("__name__", name, "job", job));
    if (!queue.isEmpty()) {
      labels.put("queue", queue);
    }
    return labels;
  }

  @Test
  void rangesAreHalfOpenAndSeriesWithoutPointsInThemStayAway() {
    write();
    TimeRange range = new TimeRange(Times.second(1), Times.second(2));
    List<Series> found =
        store.metrics().series(SeriesQuery.of(range, LabelMatcher.metric("queue_depth")));
    assertThat(found)
        .extracting(series -> series.labels().getOrDefault("queue", ""))
        .containsExactly("refunds", "orders");
    assertThat(found).allSatisfy(series -> assertThat(seconds(series)).containsExactly(1L));
  }

  @Test
  void stopsWhenTheVisitorHasEnough() {
    write();
    List<Series> seen = new ArrayList<>();
    store
        .metrics()
        .readSeries(
            SeriesQuery.of(Times.HOUR),
            series -> {
              seen.add(series);
              return false;
            });
    assertThat(seen).hasSize(1);
  }

  @Test
  void stopsAtTheLimitsAndSaysSo() {
    write();
    SeriesQuery two =
        new SeriesQuery(QueryScope.ALL, Times.HOUR, List.of(), 2, QueryLimits.DEFAULT);
    List<Series> seen = new ArrayList<>();
    Completeness completeness = store.metrics().readSeries(two, seen::add);
    assertThat(seen).hasSize(2);
    assertThat(completeness.complete()).isFalse();
    QueryLimits threeRows = new QueryLimits(3, 10, Duration.ofSeconds(1));
    Completeness cut =
        store
            .metrics()
            .readSeries(
                new SeriesQuery(QueryScope.ALL, Times.HOUR, List.of(), 10, threeRows), _ -> true);
    assertThat(cut.complete()).isFalse();
    assertThat(cut.scanned()).isLessThanOrEqualTo(3);
    assertThat(store.metrics().readSeries(SeriesQuery.of(Times.HOUR), _ -> true).complete())
        .isTrue();
  }

  @Test
  void showsOnlyWhatTheScopeMaySee() {
    write();
    QueryScope payments = new QueryScope(Filter.eq(Field.attribute("service.name"), "payments"));
    QueryScope orders = new QueryScope(Filter.eq(Field.attribute("queue"), "orders"));
    assertThat(
            store
                .metrics()
                .series(new SeriesQuery(payments, Times.HOUR, List.of(), 9, QueryLimits.DEFAULT)))
        .hasSize(1);
    assertThat(store.metrics().labelValues(orders, Times.HOUR, "job", List.of()).values())
        .containsExactly("shop");
    assertThat(store.metrics().labels(payments, Times.HOUR, List.of()).values())
        .containsExactly("__name__", "job", "queue");
  }

  @Test
  void listsLabelsAndTheirValues() {
    write();
    assertThat(store.metrics().labels(QueryScope.ALL, Times.HOUR, List.of()).values())
        .containsExactly("__name__", "job", "queue");
    assertThat(
            store
                .metrics()
                .labels(QueryScope.ALL, Times.HOUR, List.of(LabelMatcher.metric("pool_size")))
                .values())
        .containsExactly("__name__", "job");
    assertThat(store.metrics().labelValues(QueryScope.ALL, Times.HOUR, "queue", List.of()).values())
        .containsExactly("orders", "refunds");
    assertThat(
            store
                .metrics()
                .labelValues(QueryScope.ALL, Times.seconds(3, 4), "queue", List.of())
                .values())
        .containsExactly("refunds");
    assertThat(
            store.metrics().labelValues(QueryScope.ALL, Times.HOUR, "nobody", List.of()).values())
        .isEmpty();
  }

  @Test
  void givesSamplesWithExemplarsOnly() {
    Exemplar exemplar =
        new Exemplar(Times.second(2), new PointValue.LongPoint(1), Attributes.empty(), null, null);
    store
        .pointWriter()
        .writePoints(
            List.of(
                Points.at(1).build(),
                Points.at(2).exemplar(exemplar).build(),
                Points.at(3).with("queue", "none").build()));
    List<Series> found = store.metrics().exemplars(SeriesQuery.of(Times.HOUR)).values();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().samples())
        .extracting(Sample::exemplars)
        .containsExactly(List.of(exemplar));
  }

  @Test
  void saysHowFarListsCanBeTrusted() {
    write();
    assertThat(store.metrics().labels(QueryScope.ALL, Times.HOUR, List.of()).completeness())
        .isEqualTo(Completeness.exact(4));
    assertThat(
            store
                .metrics()
                .labelValues(QueryScope.ALL, Times.HOUR, "queue", List.of())
                .completeness())
        .isEqualTo(Completeness.exact(4));
    assertThat(store.metrics().metadata().completeness().complete()).isTrue();
    assertThat(store.metrics().metadata().completeness().reasons()).isEmpty();
  }

  @Test
  void saysThatExemplarsWereCutShort() {
    Exemplar exemplar =
        new Exemplar(Times.second(2), new PointValue.LongPoint(1), Attributes.empty(), null, null);
    store
        .pointWriter()
        .writePoints(
            List.of(
                Points.at(1).exemplar(exemplar).with("queue", "a").build(),
                Points.at(2).exemplar(exemplar).with("queue", "b").build()));
    SeriesQuery both =
        new SeriesQuery(QueryScope.ALL, Times.HOUR, List.of(), 2, QueryLimits.DEFAULT);
    assertThat(store.metrics().exemplars(both).completeness().complete()).isTrue();
    SeriesQuery one =
        new SeriesQuery(QueryScope.ALL, Times.HOUR, List.of(), 1, QueryLimits.DEFAULT);
    assertThat(store.metrics().exemplars(one).values()).hasSize(1);
    assertThat(store.metrics().exemplars(one).completeness().complete()).isFalse();
    assertThat(store.metrics().exemplars(one).completeness().reasons()).isNotEmpty();
  }

  @Test
  void knowsEveryMetricByItsPrometheusName() {
    write();
    assertThat(store.metrics().metadata().values())
        .containsExactly(
            new MetricMetadata("pool_size", MetricDescriptor.gauge("pool.size", "")),
            new MetricMetadata("queue_depth", MetricDescriptor.gauge("queue.depth", "")));
  }

  @Test
  void refusesAPatternThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            store.metrics().series(SeriesQuery.of(Times.HOUR, of("queue", Operator.MATCHES, "("))));
  }

  private static List<Long> seconds(Series series) {
    return series.samples().stream()
        .map(sample -> (sample.timeUnixNano() - Times.START_NANOS) / Times.SECOND)
        .toList();
  }
}
