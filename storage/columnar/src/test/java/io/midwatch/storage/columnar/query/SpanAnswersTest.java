package io.midwatch.storage.columnar.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.query.RecordPart.Shape;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.query.TraceQuery.Order;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random questions, answered over parts of every shape as the in-memory store answers them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpanAnswersTest {
  private static final int SPANS = 11_000;
  private static final int[] ENDS = {8_500, 9_000, SPANS};
  private static final int QUESTIONS = Integer.getInteger("midwatch.oracle.questions", 10);

  private final MutableClock clock = new MutableClock(Times.START);
  private final RecordBatches batches = new RecordBatches();
  private final RowQuestions<Span> questions = new RowQuestions<>();
  private final InMemoryStore reference =
      new InMemoryStore(
          batches,
          new NoRollups(),
          new InMemoryRollups(List.of(), clock, InMemoryRollups.DEFAULT_RETENTION),
          IdentityKeys.DEFAULT,
          SPANS,
          clock);
  private final TraceQuestions traces =
      new TraceQuestions(new CanonicalReader(IdentityKeys.DEFAULT));
  private List<Row<Span>> rows = List.of();

  @BeforeAll
  void write() {
    List<Span> spans = new RandomSpans(new Random(20260103)).next(SPANS);
    for (int from = 0; from < SPANS; from += 500) {
      reference.write(batches.spans("local", Times.second(from), spans.subList(from, from + 500)));
    }
    List<Row<Span>> all = new ArrayList<>();
    Cursor after = null;
    do {
      Page<Span> page =
          reference.searchSpans(SearchQuery.newest(TimeRange.ALL, Filter.ALL, 5_000).after(after));
      all.addAll(page.rows());
      after = page.next();
    } while (after != null);
    all.sort(Comparator.comparing(Row::id));
    rows = List.copyOf(all);
    assertThat(rows).hasSize(SPANS);
  }

  private Snapshot<Span> snapshot(Shape shape) {
    List<Part<Span>> parts = new ArrayList<>();
    int from = 0;
    for (int end : ENDS) {
      parts.addFirst(new SpanRecords(rows.subList(from, end), shape));
      from = end;
    }
    return new Snapshot<>(parts);
  }

  private Budget budget(QueryLimits limits) {
    return new Budget(limits, clock);
  }

  private RandomQuestions random(Shape shape) {
    return new RandomQuestions(new Random(77 + shape.ordinal()));
  }

  @ParameterizedTest
  @EnumSource
  void findsTheSamePages(Shape shape) {
    Snapshot<Span> snapshot = snapshot(shape);
    RandomQuestions random = random(shape);
    for (int i = 0; i < QUESTIONS; i++) {
      SearchQuery query = random.search(Sort.values()[i % Sort.values().length]);
      for (int page = 0; page < 3; page++) {
        Page<Span> expected = reference.searchSpans(query);
        Page<Span> found = questions.search(snapshot, query, budget(query.limits()));
        assertThat(found.rows()).as(i + " " + query).isEqualTo(expected.rows());
        assertThat(found.next()).as(i + " " + query).isEqualTo(expected.next());
        assertThat(found.previous()).as(i + " " + query).isEqualTo(expected.previous());
        assertThat(found.previous()).isEqualTo(expected.previous());
        assertThat(found.completeness().complete()).isTrue();
        if (expected.next() == null) {
          break;
        }
        query = query.after(expected.next());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void computesTheSameFigures(Shape shape) {
    Snapshot<Span> snapshot = snapshot(shape);
    RandomQuestions random = random(shape);
    for (int i = 0; i < QUESTIONS; i++) {
      AggregateQuery query = random.aggregate();
      assertThat(questions.aggregate(snapshot, query, budget(query.limits())))
          .as(i + " " + query)
          .isEqualTo(reference.aggregateSpans(query));
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsTheSameDifferences(Shape shape) {
    Snapshot<Span> snapshot = snapshot(shape);
    RandomQuestions random = random(shape);
    for (int i = 0; i < QUESTIONS; i++) {
      CompareQuery query = random.compare();
      assertThat(questions.compare(snapshot, query, budget(query.limits())))
          .as(i + " " + query)
          .isEqualTo(reference.compareSpans(query));
    }
  }

  @ParameterizedTest
  @EnumSource
  void countsTheSameNamesAndValues(Shape shape) {
    Snapshot<Span> snapshot = snapshot(shape);
    RandomQuestions random = random(shape);
    QueryLimits limits = QueryLimits.DEFAULT;
    for (int i = 0; i < QUESTIONS; i++) {
      QueryScope scope = random.scope();
      TimeRange range = random.range();
      String prefix = random.pick(List.of("", "s", "u", "http", "1", "Z"));
      Field field = random.field();
      assertThat(questions.names(snapshot, scope, range, prefix, 4, budget(limits)))
          .as(i + " " + scope)
          .isEqualTo(reference.spanFields(scope, range, prefix, 4));
      assertThat(questions.values(snapshot, scope, range, field, prefix, 50, budget(limits)))
          .as(i + " " + field + " " + scope)
          .isEqualTo(reference.spanValues(scope, range, field, prefix, 50));
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsTheSameTraces(Shape shape) {
    Snapshot<Span> snapshot = snapshot(shape);
    RandomQuestions random = random(shape);
    for (int i = 0; i < QUESTIONS; i++) {
      TraceQuery query = random.traces();
      TraceAnswer page = sameTraces(snapshot, query);
      if (page.next() != null) {
        TraceAnswer second = sameTraces(snapshot, query.page(query.order(), page.next()));
        sameTraces(snapshot, query.page(other(query.order()), second.previous()));
      }
    }
  }

  private static Order other(Order order) {
    return order == Order.NEWEST_FIRST ? Order.OLDEST_FIRST : Order.NEWEST_FIRST;
  }

  private TraceAnswer sameTraces(Snapshot<Span> snapshot, TraceQuery query) {
    TraceAnswer expected = reference.searchTraces(query);
    TraceAnswer found = traces.search(snapshot, query, budget(query.limits()));
    assertThat(found.traces()).as(query.toString()).isEqualTo(expected.traces());
    assertThat(found.next()).as(query.toString()).isEqualTo(expected.next());
    assertThat(found.previous()).as(query.toString()).isEqualTo(expected.previous());
    assertThat(found.completeness().complete()).isTrue();
    return found;
  }

  @ParameterizedTest
  @EnumSource
  void readsTheSameTrace(Shape shape) {
    Snapshot<Span> snapshot = snapshot(shape);
    RandomQuestions random = random(shape);
    for (int i = 0; i < QUESTIONS; i++) {
      QueryScope scope = random.scope();
      TraceId traceId = Spans.traceId(i * 61 + 1);
      assertThat(traces.trace(snapshot, scope, traceId, budget(QueryLimits.DEFAULT)).rows())
          .as(traceId + " " + scope)
          .isEqualTo(reference.trace(scope, traceId));
    }
  }
}
