package io.midwatch.storage.testkit.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceSummary;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Traces by what their spans say.
 *
 * <pre>
 * trace 10: span 11 shop at 10 s for 5 s, its child 12 payments at 11 s for 2 s, failed
 * trace 20: span 21 shop at 20 s for 1 s
 * trace 30: span 31 payments at 30 s for 3 s, failed; its parent 99 was never stored
 * </pre>
 */
public abstract class TraceSearchContract extends StoreContract {
  private static final Filter SHOP = Filter.eq(Field.named("service"), "shop");
  private static final Filter ERROR = Filter.eq(Field.named("status"), "error");

  private static final Span ROOT =
      Spans.number(11).trace(10).startingAt(Times.second(10)).lasting(5 * Times.SECOND).build();
  private static final Span CHILD =
      Spans.number(12)
          .trace(10)
          .childOf(11)
          .kind(SpanKind.CLIENT)
          .of("payments")
          .startingAt(Times.second(11))
          .lasting(2 * Times.SECOND)
          .failed()
          .build();
  private static final Span ALONE =
      Spans.number(21).trace(20).startingAt(Times.second(20)).lasting(Times.SECOND).build();
  private static final Span ORPHAN =
      Spans.number(31)
          .trace(30)
          .childOf(99)
          .of("payments")
          .startingAt(Times.second(30))
          .lasting(3 * Times.SECOND)
          .failed()
          .build();

  private void write() {
    store.spanWriter().writeSpans(List.of(CHILD, ALONE));
    store.spanWriter().writeSpans(List.of(ORPHAN, ROOT));
  }

  @Test
  void sumsUpEachTraceNewestFirst() {
    write();
    TraceAnswer answer = store.spans().searchTraces(TraceQuery.newest(Times.HOUR, Filter.ALL, 9));
    assertThat(answer.traces())
        .containsExactly(
            new TraceSummary(
                Spans.traceId(30), Times.second(30), 3 * Times.SECOND, null, ORPHAN, 1, 1, 1),
            new TraceSummary(
                Spans.traceId(20), Times.second(20), Times.SECOND, ALONE, ALONE, 1, 1, 0),
            new TraceSummary(
                Spans.traceId(10), Times.second(10), 5 * Times.SECOND, ROOT, ROOT, 2, 2, 1));
    assertThat(answer.next()).isNull();
    assertThat(answer.completeness().complete()).isTrue();
  }

  @Test
  void needsASpanForEachPredicateButNotTheSameOne() {
    write();
    assertThat(traces(List.of(SHOP, ERROR), null, null)).containsExactly(10L);
    assertThat(traces(List.of(Filter.and(SHOP, ERROR)), null, null)).isEmpty();
  }

  @Test
  void namesTheEarliestMatchOfTheFirstPredicate() {
    write();
    TraceAnswer answer = store.spans().searchTraces(query(List.of(ERROR, SHOP), null, null, null));
    assertThat(answer.traces()).extracting(TraceSummary::matched).containsExactly(CHILD);
  }

  @Test
  void boundsTheDurationOfTheWholeTraceInclusively() {
    write();
    assertThat(traces(List.of(Filter.ALL), 3 * Times.SECOND, null)).containsExactly(30L, 10L);
    assertThat(traces(List.of(Filter.ALL), null, 3 * Times.SECOND)).containsExactly(30L, 20L);
    assertThat(traces(List.of(ERROR), 5 * Times.SECOND, 5 * Times.SECOND)).containsExactly(10L);
  }

  @Test
  void looksForMatchesInTheRangeAndSumsUpBeyondIt() {
    write();
    TimeRange childOnly = Times.seconds(11, 12);
    TraceAnswer answer = store.spans().searchTraces(TraceQuery.newest(childOnly, Filter.ALL, 9));
    assertThat(answer.traces())
        .containsExactly(
            new TraceSummary(
                Spans.traceId(10), Times.second(10), 5 * Times.SECOND, ROOT, CHILD, 2, 2, 1));
  }

  @Test
  void goesOnFromThePlaceItGave() {
    for (int i = 1; i <= 5; i++) {
      store
          .spanWriter()
          .writeSpans(List.of(Spans.number(i).startingAt(Times.second(i / 3)).build()));
    }
    TraceQuery two = TraceQuery.newest(Times.HOUR, Filter.ALL, 2);
    TraceAnswer first = store.spans().searchTraces(two);
    TraceAnswer second = store.spans().searchTraces(following(first.next()));
    TraceAnswer third = store.spans().searchTraces(following(second.next()));
    assertThat(numbers(first)).as("ties by trace id").containsExactly(3L, 4L);
    assertThat(numbers(second)).containsExactly(5L, 1L);
    assertThat(numbers(third)).containsExactly(2L);
    assertThat(third.next()).isNull();
  }

  private static TraceQuery following(@Nullable String after) {
    return new TraceQuery(
        QueryScope.ALL,
        Times.HOUR,
        List.of(Filter.ALL),
        null,
        null,
        TraceQuery.Order.NEWEST_FIRST,
        after,
        2,
        QueryLimits.DEFAULT);
  }

  @Test
  void goesBackFromThePlaceItGave() {
    for (int i = 1; i <= 5; i++) {
      store
          .spanWriter()
          .writeSpans(List.of(Spans.number(i).startingAt(Times.second(i / 3)).build()));
    }
    TraceQuery two = TraceQuery.newest(Times.HOUR, Filter.ALL, 2);
    TraceAnswer first = store.spans().searchTraces(two);
    TraceAnswer second = store.spans().searchTraces(following(first.next()));
    TraceAnswer third = store.spans().searchTraces(following(second.next()));

    TraceAnswer before =
        store.spans().searchTraces(two.page(TraceQuery.Order.OLDEST_FIRST, third.previous()));
    assertThat(numbers(before)).as("nearest first, ties the other way").containsExactly(1L, 5L);
    TraceAnswer beforeThat =
        store.spans().searchTraces(two.page(TraceQuery.Order.OLDEST_FIRST, before.next()));
    assertThat(numbers(beforeThat)).containsExactly(4L, 3L);
    assertThat(beforeThat.next()).isNull();
    assertThat(beforeThat.previous()).as("the place of its first trace").isEqualTo(first.next());
  }

  @Test
  void oldestFirstListsTheSameTracesTheOtherWay() {
    write();
    TraceQuery newest = TraceQuery.newest(Times.HOUR, Filter.ALL, 100);
    TraceQuery oldest = newest.page(TraceQuery.Order.OLDEST_FIRST, null);
    assertThat(store.spans().searchTraces(oldest).traces())
        .isNotEmpty()
        .isEqualTo(store.spans().searchTraces(newest).traces().reversed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "_0000000000000000000000000000000a",
        "soon_0000000000000000000000000000000a",
        "7_a"
      })
  void refusesAPlaceItNeverGave(String place) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.spans().searchTraces(following(place)))
        .withMessage("not a place in a list of traces: " + place);
  }

  @Test
  void seesOnlyTheScopesSpans() {
    write();
    TraceQuery query =
        new TraceQuery(
            new QueryScope(SHOP),
            Times.HOUR,
            List.of(Filter.ALL),
            null,
            null,
            TraceQuery.Order.NEWEST_FIRST,
            null,
            9,
            QueryLimits.DEFAULT);
    assertThat(store.spans().searchTraces(query).traces())
        .extracting(TraceSummary::spans)
        .containsExactly(1, 1);
  }

  private List<Long> traces(
      List<Filter> predicates, @Nullable Long minNanos, @Nullable Long maxNanos) {
    return numbers(store.spans().searchTraces(query(predicates, minNanos, maxNanos, null)));
  }

  private static TraceQuery query(
      List<Filter> predicates,
      @Nullable Long minNanos,
      @Nullable Long maxNanos,
      @Nullable String after) {
    return new TraceQuery(
        QueryScope.ALL,
        Times.HOUR,
        predicates,
        minNanos,
        maxNanos,
        TraceQuery.Order.NEWEST_FIRST,
        after,
        9,
        QueryLimits.DEFAULT);
  }

  private static List<Long> numbers(TraceAnswer answer) {
    return answer.traces().stream().map(trace -> trace.traceId().low()).toList();
  }
}
