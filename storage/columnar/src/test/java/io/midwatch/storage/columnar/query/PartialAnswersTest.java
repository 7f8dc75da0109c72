package io.midwatch.storage.columnar.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.query.RecordPart.Shape;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever cuts an answer short, the answer says so, and holds what was found until then. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartialAnswersTest {
  private static final int ROWS = 20_000;
  private static final QueryLimits SECONDS_3 =
      new QueryLimits(Long.MAX_VALUE, 100, Duration.ofSeconds(3));

  private final RowQuestions<Span> spanQuestions = new RowQuestions<>();
  private final RowQuestions<LogRecord> logQuestions = new RowQuestions<>();
  private final TraceQuestions traceQuestions =
      new TraceQuestions(new CanonicalReader(IdentityKeys.DEFAULT));

  /** Two parts of one trace; every second span failed. */
  private final Snapshot<Span> spans =
      new Snapshot<>(
          List.of(
              new SpanRecords(spans(0, ROWS / 2), Shape.CODES),
              new SpanRecords(spans(ROWS / 2, ROWS), Shape.CODES)));

  private final Snapshot<LogRecord> logs =
      new Snapshot<>(
          List.of(
              new LogRecords(logs(0, ROWS / 2), Shape.CODES),
              new LogRecords(logs(ROWS / 2, ROWS), Shape.CODES)));

  private static RowId id(int number) {
    return new RowId(0, 1, number, 0);
  }

  private static List<Row<Span>> spans(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(number -> {
          Spans span = Spans.number(number + 1).trace(1).with("half", number % 2);
          return new Row<>(id(number), (number % 2 == 0 ? span : span.failed()).build());
        })
        .toList();
  }

  private static List<Row<LogRecord>> logs(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(number -> new Row<>(id(number), Logs.number(number).build()))
        .toList();
  }

  /** Every look at it takes a second. */
  private static final class SlowClock implements InstantSource {
    private Instant now = Times.START;

    @Override
    public Instant instant() {
      now = now.plusSeconds(1);
      return now;
    }
  }

  private enum Question {
    TRACE,
    TRACES,
    SEARCH,
    AGGREGATE,
    COMPARE,
    NAMES,
    VALUES,
    TAIL,
    PATTERNS
  }

  private Completeness ask(Question question, QueryLimits limits, Budget budget) {
    Filter failed = Filter.eq(Field.of(CanonicalField.FAILED), true);
    Field half = Field.attribute("half");
    return switch (question) {
      case TRACE ->
          traceQuestions.trace(spans, QueryScope.ALL, Spans.traceId(1), budget).completeness();
      case TRACES ->
          traceQuestions
              .search(spans, TraceQuery.newest(TimeRange.ALL, Filter.ALL, 5), budget)
              .completeness();
      case SEARCH ->
          spanQuestions
              .search(spans, SearchQuery.newest(TimeRange.ALL, failed, ROWS / 2), budget)
              .completeness();
      case AGGREGATE ->
          spanQuestions
              .aggregate(
                  spans,
                  AggregateQuery.of(
                      TimeRange.ALL,
                      Filter.ALL,
                      List.of(GroupBy.terms(half)),
                      List.of(new Metric.Count("count"))),
                  budget)
              .completeness();
      case COMPARE -> {
        var answer = spanQuestions.compare(spans, compare(failed, half, limits), budget);
        assertThat(answer.selectionRows() + answer.baselineRows()).isPositive();
        yield answer.completeness();
      }
      case NAMES ->
          spanQuestions.names(spans, QueryScope.ALL, TimeRange.ALL, "", 5, budget).completeness();
      case VALUES ->
          spanQuestions
              .values(spans, QueryScope.ALL, TimeRange.ALL, half, "", 5, budget)
              .completeness();
      case TAIL -> {
        Page<LogRecord> page =
            logQuestions.tail(logs, QueryScope.ALL, Filter.ALL, id(-1), ROWS, budget);
        assertThat(page.rows()).isNotEmpty();
        yield page.completeness();
      }
      case PATTERNS ->
          new PatternQuestions()
              .patterns(logs, QueryScope.ALL, TimeRange.ALL, Filter.ALL, 5, budget)
              .completeness();
    };
  }

  private static CompareQuery compare(Filter failed, Field half, QueryLimits limits) {
    return new CompareQuery(
        QueryScope.ALL, TimeRange.ALL, failed, Filter.not(failed), List.of(half), 10, limits);
  }

  @ParameterizedTest
  @EnumSource
  void saysThatTimeRanOut(Question question) {
    Completeness answer = ask(question, SECONDS_3, new Budget(SECONDS_3, new SlowClock()));
    assertThat(answer.complete()).isFalse();
    assertThat(answer.reasons()).containsExactly("stopped after 3 s");
  }

  @ParameterizedTest
  @EnumSource
  void saysThatItLookedAtSoManyRowsOnly(Question question) {
    QueryLimits limits = new QueryLimits(9_000, 100, Duration.ofSeconds(10));
    Completeness answer =
        ask(question, limits, new Budget(limits, InstantSource.fixed(Times.START)));
    assertThat(answer.complete()).isFalse();
    assertThat(answer.reasons()).containsExactly("stopped after 9000 rows");
  }

  @ParameterizedTest
  @EnumSource
  void isCompleteWhenNothingCutItShort(Question question) {
    Budget budget = new Budget(QueryLimits.DEFAULT, InstantSource.fixed(Times.START));
    Completeness answer = ask(question, QueryLimits.DEFAULT, budget);
    assertThat(answer.complete()).isTrue();
    assertThat(answer.reasons()).isEmpty();
  }

  @Test
  void aTailThatWasCutGoesOnBehindItsLastRow() {
    QueryLimits limits = new QueryLimits(9_000, 100, Duration.ofSeconds(10));
    RowId after = id(-1);
    int seen = 0;
    while (true) {
      Budget budget = new Budget(limits, InstantSource.fixed(Times.START));
      Page<LogRecord> page =
          logQuestions.tail(logs, QueryScope.ALL, Filter.ALL, after, ROWS, budget);
      for (Row<LogRecord> row : page.rows()) {
        assertThat(row.id()).isEqualTo(id(seen++));
        after = row.id();
      }
      if (page.completeness().complete()) {
        break;
      }
    }
    assertThat(seen).isEqualTo(ROWS);
  }
}
