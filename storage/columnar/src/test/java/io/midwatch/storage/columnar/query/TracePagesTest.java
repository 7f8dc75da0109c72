package io.midwatch.storage.columnar.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.query.RecordPart.Shape;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceQuery.Order;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pages of more traces than may be kept. Trace n has one span n seconds after the start, ten traces
 * are a part, and 15 traces may be kept.
 */
class TracePagesTest {
  private static final int TRACES = 60;
  private static final int TRACES_OF_PART = 10;
  private static final int MOST_CANDIDATES = 15;
  private static final TraceQuery FOUR = TraceQuery.newest(TimeRange.ALL, Filter.ALL, 4);

  private final MutableClock clock = new MutableClock(Times.START);
  private final TraceQuestions questions =
      new TraceQuestions(new CanonicalReader(IdentityKeys.DEFAULT), MOST_CANDIDATES);

  private static Row<Span> row(long number, Spans span) {
    return new Row<>(new RowId(0, 1, (int) number, 0), span.build());
  }

  private static List<Part<Span>> parts() {
    List<Part<Span>> parts = new ArrayList<>();
    for (int from = 0; from < TRACES; from += TRACES_OF_PART) {
      parts.add(
          new SpanRecords(
              LongStream.range(from, from + TRACES_OF_PART)
                  .mapToObj(
                      n -> row(n, Spans.number(n + 1).trace(n + 1).startingAt(Times.second(n))))
                  .toList(),
              Shape.CODES));
    }
    return parts;
  }

  private TraceAnswer ask(List<Part<Span>> parts, TraceQuery query) {
    return questions.search(new Snapshot<>(parts), query, new Budget(QueryLimits.DEFAULT, clock));
  }

  private static List<Long> numbers(TraceAnswer answer) {
    return answer.traces().stream().map(trace -> trace.traceId().low()).toList();
  }

  /** The place of trace n. */
  private static String place(int n) {
    return Times.second(n - 1L) + "_" + Spans.traceId(n).hex();
  }

  @ParameterizedTest
  @EnumSource
  void aPageIsFoundThoughTheTracesBeforeItAreTooManyToKeep(Order order) {
    TraceAnswer page = ask(parts(), FOUR.page(order, place(30)));

    assertThat(numbers(page))
        .isEqualTo(
            order == Order.NEWEST_FIRST
                ? List.of(29L, 28L, 27L, 26L)
                : List.of(31L, 32L, 33L, 34L));
    assertThat(page.completeness().complete()).isTrue();
    assertThat(page.next()).isEqualTo(order == Order.NEWEST_FIRST ? place(26) : place(34));
  }

  @Test
  void everyTraceComesOnceOnTheWayBack() {
    List<Long> found = new ArrayList<>();
    String place = place(1);
    while (place != null) {
      TraceAnswer page = ask(parts(), FOUR.page(Order.OLDEST_FIRST, place));
      found.addAll(numbers(page));
      place = page.next();
    }
    assertThat(found).isEqualTo(LongStream.rangeClosed(2, TRACES).boxed().toList());
  }

  @Test
  void aTraceThatBeganBeforeThePlaceIsNotOnThePageAfterIt() {
    List<Part<Span>> parts = parts();
    parts.add(
        new SpanRecords(
            List.of(
                row(TRACES, Spans.number(101).trace(5).startingAt(Times.second(31))),
                row(TRACES + 1, Spans.number(102).trace(7).startingAt(Times.second(55)))),
            Shape.CODES));

    assertThat(numbers(ask(parts, FOUR.page(Order.OLDEST_FIRST, place(30)))))
        .containsExactly(31L, 32L, 33L, 34L);
    assertThat(numbers(ask(parts, FOUR.page(Order.OLDEST_FIRST, place(54)))))
        .containsExactly(55L, 56L, 57L, 58L);
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLookedAtBeyondTheEndOfTheRange(Order order) {
    boolean newest = order == Order.NEWEST_FIRST;
    TimeRange range = Times.seconds(20, 40);
    TraceQuery query =
        new TraceQuery(
            FOUR.scope(),
            range,
            FOUR.spanPredicates(),
            null,
            null,
            order,
            newest ? place(10) : place(50),
            4,
            FOUR.limits());

    TraceAnswer page = ask(parts(), query);

    assertThat(page.traces()).isEmpty();
    assertThat(page.completeness().complete()).isTrue();
    assertThat(page.completeness().scanned()).isLessThan(TRACES_OF_PART);
  }
}
