package io.midwatch.storage.testkit.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateAnswer.Group;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.GroupBy.Missing;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups and figures: terms, buckets of time and size, every metric, order and limits. */
public abstract class SpanAggregateContract extends StoreContract {
  private static final Field DURATION = Field.named("duration");
  private static final Field REGION = Field.attribute("region");
  private static final Metric COUNT = new Metric.Count("count");
  private static final Metric FAILED =
      new Metric.CountIf("failed", Filter.eq(Field.named("status"), "error"));

  @Test
  void countsNothingAsOneGroupWithoutGrouping() {
    AggregateAnswer answer = aggregate(List.of(), COUNT, FAILED, sum(), min(), percentile(0.5));
    assertThat(answer.groups()).hasSize(1);
    Group group = answer.groups().getFirst();
    assertThat(group.key()).isEmpty();
    assertThat(group.value("count")).hasValue(0);
    assertThat(group.value("failed")).hasValue(0);
    assertThat(group.value("sum")).hasValue(0);
    assertThat(group.value("min")).isEmpty();
    assertThat(group.value("p")).isEmpty();
    assertThat(aggregate(List.of(GroupBy.terms(REGION)), COUNT).groups()).isEmpty();
  }

  @Test
  void computesEveryFigure() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      Spans span = Spans.number(i).with("user", "user " + i % 7);
      spans.add((i % 4 == 0 ? span.failed() : span).build());
    }
    store.spanWriter().writeSpans(spans);
    Group all =
        aggregate(
                List.of(),
                COUNT,
                FAILED,
                sum(),
                min(),
                new Metric.Max("max", DURATION),
                new Metric.Avg("avg", DURATION),
                percentile(0.95),
                new Metric.Distinct("users", Field.attribute("user")),
                new Metric.Ratio("rate", "failed", "count"))
            .groups()
            .getFirst();
    double milli = Times.MILLI;
    assertThat(all.count("count")).isEqualTo(100);
    assertThat(all.count("failed")).isEqualTo(25);
    assertThat(all.value("sum")).hasValue(5_050 * milli);
    assertThat(all.value("min")).hasValue(milli);
    assertThat(all.value("max")).hasValue(100 * milli);
    assertThat(all.value("avg")).hasValue(50.5 * milli);
    assertThat(all.value("p").orElseThrow()).isCloseTo(95 * milli, within(95 * milli * 0.025));
    assertThat(all.value("users")).hasValue(7);
    assertThat(all.value("rate")).hasValue(0.25);
  }

  @Test
  void keepsPercentilesCloseOverAWideSpreadAndSaysWhenTheyAreEstimates() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 3_000; i++) {
      spans.add(Spans.number(i).lasting(Math.round(Math.pow(1.005, i) * 1_000)).build());
    }
    store.spanWriter().writeSpans(spans);
    for (double quantile : new double[] {0.01, 0.5, 0.9, 0.99}) {
      AggregateAnswer answer = aggregate(List.of(), percentile(quantile));
      double expected = Math.pow(1.005, Math.ceil(quantile * 3_000)) * 1_000;
      assertThat(answer.groups().getFirst().value("p").orElseThrow())
          .as("quantile " + quantile)
          .isCloseTo(expected, within(expected * 0.025));
      assertThat(answer.completeness().complete()).isTrue();
    }
  }

  @Test
  void estimatesManyDistinctValues() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 4_000; i++) {
      spans.add(Spans.number(i).startingAt(Times.second(1)).with("user", "u" + i / 2).build());
    }
    store.spanWriter().writeSpans(spans);
    AggregateAnswer answer =
        aggregate(List.of(), new Metric.Distinct("users", Field.attribute("user")));
    assertThat(answer.groups().getFirst().value("users").orElseThrow())
        .isCloseTo(2_001, within(2_001 * 0.05));
  }

  @Test
  void leavesARatioOutWhenTheDivisorIsZero() {
    write(1, "eu");
    Group group =
        aggregate(List.of(), COUNT, FAILED, new Metric.Ratio("odd", "count", "failed"))
            .groups()
            .getFirst();
    assertThat(group.value("odd")).isEmpty();
  }

  @Test
  void groupsByTermsWithRowsWithoutThemLastOrLeftOut() {
    write(1, "us");
    write(2, "eu");
    write(3, "eu");
    store
        .spanWriter()
        .writeSpans(
            List.of(
                Spans.number(4).build(),
                Spans.number(5).with("region", AttributeValue.EMPTY).build()));
    assertThat(counts(aggregate(List.of(GroupBy.terms(REGION)), COUNT)))
        .containsExactly("eu=2", "us=1", "=2");
    assertThat(counts(aggregate(List.of(new GroupBy.Terms(REGION, Missing.LEFT_OUT)), COUNT)))
        .containsExactly("eu=2", "us=1");
  }

  @Test
  void keepsTypesOfOneKeyApartAndNumbersTogether() {
    store
        .spanWriter()
        .writeSpans(
            List.of(
                Spans.number(1).with("region", "5").build(),
                Spans.number(2).with("region", 5).build(),
                Spans.number(3).with("region", AttributeValue.of(5.0)).build(),
                Spans.number(4).with("region", AttributeValue.of(true)).build(),
                Spans.number(5).with("region", -1).build()));
    AggregateAnswer answer = aggregate(List.of(GroupBy.terms(REGION)), COUNT);
    assertThat(answer.groups())
        .extracting(group -> group.key().getFirst())
        .containsExactly(
            AttributeValue.of(true),
            AttributeValue.of(-1),
            AttributeValue.of(5),
            AttributeValue.of("5"));
    assertThat(counts(answer)).containsExactly("true=1", "-1=1", "5=2", "5=1");
  }

  @Test
  void putsAnArrayIntoTheGroupOfEachDistinctElement() {
    store
        .spanWriter()
        .writeSpans(
            List.of(
                Spans.number(1).with("region", AttributeValue.ofStrings("eu", "us", "eu")).build(),
                Spans.number(2).with("region", AttributeValue.of(List.of())).build()));
    assertThat(counts(aggregate(List.of(GroupBy.terms(REGION)), COUNT)))
        .containsExactly("eu=1", "us=1", "=1");
  }

  @Test
  void groupsByTimeInStepsSinceTheEpoch() {
    store
        .spanWriter()
        .writeSpans(
            List.of(
                Spans.number(1).startingAt(Times.second(60) - 1).build(),
                Spans.number(2).startingAt(Times.second(60)).build(),
                Spans.number(3).startingAt(Times.second(119)).build()));
    AggregateAnswer answer = aggregate(List.of(new GroupBy.TimeBucket(60 * Times.SECOND)), COUNT);
    assertThat(counts(answer)).containsExactly(Times.second(0) + "=1", Times.second(60) + "=2");
  }

  @Test
  void groupsNumbersInBandsThatGrow() {
    store
        .spanWriter()
        .writeSpans(
            List.of(
                Spans.number(1).with("size", 0).build(),
                Spans.number(2).with("size", 9).build(),
                Spans.number(3).with("size", 10).build(),
                Spans.number(4).with("size", 99).build(),
                Spans.number(5).with("size", "10").build(),
                Spans.number(6).build()));
    AggregateAnswer answer =
        aggregate(List.of(new GroupBy.NumericBucket(Field.attribute("size"), 10)), COUNT);
    assertThat(answer.groups())
        .extracting(group -> group.key().getFirst())
        .containsExactly(AttributeValue.of(0.0), AttributeValue.of(1.0), AttributeValue.of(10.0));
    assertThat(answer.groups())
        .extracting(group -> group.count("count"))
        .containsExactly(1L, 1L, 2L);
  }

  @Test
  void combinesGroupings() {
    write(1, "eu");
    write(61, "eu");
    write(62, "us");
    AggregateAnswer answer =
        aggregate(List.of(GroupBy.terms(REGION), new GroupBy.TimeBucket(60 * Times.SECOND)), COUNT);
    assertThat(answer.groups())
        .extracting(Group::key)
        .containsExactly(
            List.of(AttributeValue.of("eu"), AttributeValue.of(Times.second(0))),
            List.of(AttributeValue.of("eu"), AttributeValue.of(Times.second(60))),
            List.of(AttributeValue.of("us"), AttributeValue.of(Times.second(60))));
  }

  @Test
  void givesTheTopGroupsWithTiesByKeyAndAbsentFiguresLast() {
    write(1, "c");
    write(2, "b");
    write(3, "a");
    write(4, "d");
    write(5, "d");
    AggregateQuery query =
        AggregateQuery.of(
            Times.HOUR, Filter.ALL, List.of(GroupBy.terms(REGION)), List.of(COUNT, FAILED));
    AggregateAnswer top = store.spans().aggregateSpans(query.top(3, "count"));
    assertThat(counts(top)).containsExactly("d=2", "a=1", "b=1");
    assertThat(top.otherGroups()).isEqualTo(1);

    store.spanWriter().writeSpans(List.of(Spans.number(6).with("region", "c").failed().build()));
    AggregateQuery rates =
        AggregateQuery.of(
                Times.HOUR,
                Filter.ALL,
                List.of(GroupBy.terms(REGION)),
                List.of(COUNT, FAILED, new Metric.Ratio("odd", "count", "failed")))
            .top(10, "odd");
    assertThat(counts(store.spans().aggregateSpans(rates)))
        .containsExactly("c=2", "a=1", "b=1", "d=2");
  }

  @Test
  void looksOnlyAtTheRangeTheScopeAndTheFilter() {
    write(1, "eu");
    write(2, "eu");
    write(3, "us");
    AggregateQuery query =
        AggregateQuery.of(
                Times.seconds(2, 4), Filter.not(Filter.eq(REGION, "x")), List.of(), List.of(COUNT))
            .scoped(new QueryScope(Filter.eq(REGION, "eu")));
    AggregateAnswer answer = store.spans().aggregateSpans(query);
    assertThat(answer.groups().getFirst().count("count")).isEqualTo(1);
  }

  @Test
  void stopsAtTheLimitOfGroupsAndSaysSo() {
    for (int i = 1; i <= 30; i++) {
      write(i, "region " + i);
    }
    AggregateQuery query =
        AggregateQuery.of(Times.HOUR, Filter.ALL, List.of(GroupBy.terms(REGION)), List.of(COUNT))
            .limited(new QueryLimits(1_000, 10, Duration.ofSeconds(10)));
    AggregateAnswer answer = store.spans().aggregateSpans(query);
    assertThat(answer.groups()).hasSize(10);
    assertThat(answer.otherGroups()).isEqualTo(20);
    assertThat(answer.completeness().complete()).isFalse();
    assertThat(answer.completeness().reasons()).isNotEmpty();
  }

  @Test
  void refusesFiguresThatDoNotExist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aggregate(List.of(), new Metric.Percentile("p", REGION, 0.5)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aggregate(List.of(), new Metric.Sum("s", REGION)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aggregate(List.of(), new Metric.Avg("a", Field.named("name"))));
  }

  private static Metric sum() {
    return new Metric.Sum("sum", DURATION);
  }

  private static Metric min() {
    return new Metric.Min("min", DURATION);
  }

  private static Metric percentile(double quantile) {
    return new Metric.Percentile("p", DURATION, quantile);
  }

  private void write(long number, String region) {
    store.spanWriter().writeSpans(List.of(Spans.number(number).with("region", region).build()));
  }

  private AggregateAnswer aggregate(List<GroupBy> groupBy, Metric... metrics) {
    return store
        .spans()
        .aggregateSpans(AggregateQuery.of(Times.HOUR, Filter.ALL, groupBy, List.of(metrics)));
  }

  /** {@code key=count} of each group of one grouping, in order. */
  private static List<String> counts(AggregateAnswer answer) {
    return answer.groups().stream()
        .map(group -> group.key().getFirst().text() + "=" + group.count("count"))
        .toList();
  }
}
