package io.midwatch.storage.columnar.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.LogRecord;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.query.RecordPart.Shape;
import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only log records are asked for, answered as the in-memory store answers it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogAnswersTest {
  private static final int LOGS = 9_500;
  private static final List<Filter> FILTERS =
      List.of(
          Filter.ALL,
          new Filter.Phrase(Field.named("body"), "paid in"),
          new Filter.Substring(Field.named("body"), "er 1"),
          Filter.not(Filter.eq(Field.attribute("shop"), "eu")),
          new Filter.NumberRange(Field.named("severity"), 13.0, null),
          Filter.eq(Field.attribute("shop"), "never"));

  private final Random random = new Random(20260104);
  private final MutableClock clock = new MutableClock(Times.START);
  private final RecordBatches batches = new RecordBatches();
  private final RowQuestions<LogRecord> questions = new RowQuestions<>();
  private final PatternQuestions patterns = new PatternQuestions();
  private final InMemoryStore reference =
      new InMemoryStore(
          batches,
          new NoRollups(),
          new InMemoryRollups(List.of(), clock, InMemoryRollups.DEFAULT_RETENTION),
          IdentityKeys.DEFAULT,
          LOGS,
          clock);
  private List<Row<LogRecord>> rows = List.of();

  @BeforeAll
  void write() {
    List<LogRecord> logs = new ArrayList<>();
    for (int i = 0; i < LOGS; i++) {
      Logs log = Logs.number(random.nextInt(3_000)).body(body()).severity(random.nextInt(24), "x");
      logs.add((random.nextBoolean() ? log.with("shop", pick("eu", "us")) : log).build());
    }
    for (int from = 0; from < LOGS; from += 500) {
      reference.write(batches.logs("local", Times.second(from), logs.subList(from, from + 500)));
    }
    List<Row<LogRecord>> all = new ArrayList<>();
    Cursor after = null;
    do {
      Page<LogRecord> page =
          reference.searchLogs(SearchQuery.newest(TimeRange.ALL, Filter.ALL, 5_000).after(after));
      all.addAll(page.rows());
      after = page.next();
    } while (after != null);
    all.sort(Comparator.comparing(Row::id));
    rows = List.copyOf(all);
    assertThat(rows).hasSize(LOGS);
  }

  private String pick(String... all) {
    return all[random.nextInt(all.length)];
  }

  private AttributeValue body() {
    return switch (random.nextInt(12)) {
      case 0 -> AttributeValue.EMPTY;
      case 1 -> AttributeValue.of("");
      case 2 -> AttributeValue.of(random.nextInt(5));
      case 3 -> AttributeValue.ofStrings("a", "b" + random.nextInt(3));
      case 4 -> AttributeValue.of("Grüße an '" + pick("Ann", "Bob") + "' aus 東京");
      default ->
          AttributeValue.of(
              "order " + random.nextInt(2_000) + " paid in " + random.nextInt(90) + "ms");
    };
  }

  private Snapshot<LogRecord> snapshot(Shape shape) {
    return new Snapshot<>(
        List.of(
            new LogRecords(rows.subList(8_400, LOGS), shape),
            new LogRecords(rows.subList(0, 8_300), shape),
            new LogRecords(rows.subList(8_300, 8_400), shape)));
  }

  @ParameterizedTest
  @EnumSource
  void countsTheSamePatterns(Shape shape) {
    for (Filter filter : FILTERS) {
      TimeRange range = Times.seconds(500, 2_500);
      assertThat(
              patterns.patterns(
                  snapshot(shape),
                  QueryScope.ALL,
                  range,
                  filter,
                  5,
                  new Budget(QueryLimits.DEFAULT, clock)))
          .as(filter.toString())
          .isEqualTo(reference.logPatterns(QueryScope.ALL, range, filter, 5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tailsTheSameRows(Shape shape) {
    Snapshot<LogRecord> snapshot = snapshot(shape);
    QueryScope scope = new QueryScope(Filter.not(new Filter.Exists(Field.named("severity"))));
    for (Filter filter : FILTERS) {
      for (RowId after :
          List.of(new RowId(0, 0, 0, 0), rows.get(8_299).id(), rows.getLast().id())) {
        assertThat(tail(snapshot, QueryScope.ALL, filter, after))
            .as(filter + " after " + after)
            .isEqualTo(reference.tailLogs(QueryScope.ALL, filter, after, 700));
        assertThat(tail(snapshot, scope, filter, after))
            .isEqualTo(reference.tailLogs(scope, filter, after, 700));
      }
    }
  }

  private List<Row<LogRecord>> tail(
      Snapshot<LogRecord> snapshot, QueryScope scope, Filter filter, RowId after) {
    return questions
        .tail(snapshot, scope, filter, after, 700, new Budget(QueryLimits.DEFAULT, clock))
        .rows();
  }

  @Test
  void findsARowByIdWithinItsScope() {
    Snapshot<LogRecord> snapshot = snapshot(Shape.CODES);
    Row<LogRecord> row = rows.get(8_350);
    QueryScope blind = new QueryScope(Filter.not(Filter.ALL));
    assertThat(questions.row(snapshot, QueryScope.ALL, row.id())).contains(row);
    assertThat(questions.row(snapshot, blind, row.id())).isEmpty();
    assertThat(questions.row(snapshot, QueryScope.ALL, new RowId(9, 9, 9, 9))).isEmpty();
  }
}
