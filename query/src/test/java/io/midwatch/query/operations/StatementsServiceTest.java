package io.midwatch.query.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.query.operations.StatementsService.Question;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.StatementTables;
import io.midwatch.storage.contract.rollup.TraceTables;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.LogSink;
import io.midwatch.storage.contract.write.PointSink;
import io.midwatch.storage.contract.write.SpanSink;
import io.midwatch.storage.testkit.fixture.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatementsServiceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:17:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final long TIME = NOW.getEpochSecond() * SECOND - 60 * SECOND;
  private static final Window WINDOW =
      Window.of(new TimeRange(TIME - 240 * SECOND, TIME + 60 * SECOND));
  private static final CanonicalReader READER = new CanonicalReader(IdentityKeys.DEFAULT);

  private final MutableClock clock = new MutableClock(NOW);
  private final InMemoryRollups rollups =
      new InMemoryRollups(
          Stream.of(StatementTables.ALL, TraceTables.ALL).flatMap(List::stream).toList(),
          clock,
          Duration.ofHours(6));
  private final InMemoryStore store =
      new InMemoryStore(new Nothing(), new Nothing(), rollups, IdentityKeys.DEFAULT, 1_000, clock);

  /** The text of a call up to its first number. */
  private final StatementsService statements =
      new StatementsService(
          rollups,
          store,
          READER,
          span ->
              Optional.ofNullable(span.attributes().find("db.query.text"))
                  .map(text -> text.text().replaceAll("\\d+", "?").equals("get ?") ? "a" : "b"));

  private long position;

  @Test
  void listsTheMostTimeFirstAPageAtATime() {
    called("a", "get ?", "shop", 3, 1, 5, 10);
    called("a", "get ?", "admin", 1, 0, 0, 10);
    called("b", "put ?", "shop", 1, 0, 0, 1_000);
    called("c", "del ?", "shop", 1, 0, 0, 1);

    Statements first = statements.statements(ask(null, null, 2));
    Statements second = statements.statements(ask(null, first.next(), 2));

    assertThat(first.rows()).extracting(StatementRow::id).containsExactly("b", "a");
    assertThat(first.total()).isEqualTo(3);
    assertThat(first.totalNanos()).isEqualTo(1_041);
    assertThat(second.rows()).extracting(StatementRow::id).containsExactly("c");
    assertThat(second.next()).isNull();
    StatementRow a = first.rows().get(1);
    assertThat(a.now().requests()).isEqualTo(4);
    assertThat(a.now().failed()).isEqualTo(1);
    assertThat(a.rowsPerCall()).isEqualTo(5);
    assertThat(first.rows().getFirst().rowsPerCall()).isNull();
    assertThat(statements.statements(ask("admin", null, 2)).rows())
        .extracting(row -> row.now().requests())
        .containsExactly(1L);
    assertThatThrownBy(() -> statements.statements(ask(null, "x", 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsForWhichRequestsAStatementIsAskedAndHowManyAreUnknown() {
    called("a", "get ?", "shop", 10, 0, 0, 10);
    asked("a", "shop", "GET /cart", 6, 60);
    asked("a", "shop", "POST /cart", 1, 900);
    asked("b", "shop", "POST /cart", 1, 1);

    StatementDetail detail = statements.statement(WINDOW, "a").orElseThrow();

    assertThat(detail.endpoints())
        .containsExactly(
            new StatementEndpoint("a", "shop", "POST /cart", 1, 0, 900),
            new StatementEndpoint("a", "shop", "GET /cart", 6, 0, 60));
    assertThat(detail.callsWithoutRequest()).isEqualTo(3);
    assertThat(detail.calls().callers()).extracting(CallerRow::service).containsExactly("shop");
    assertThat(statements.statement(WINDOW, "none")).isEmpty();
  }

  @Test
  void tellsWhatAnEndpointAsks() {
    called("a", "get ?", "shop", 10, 0, 0, 10);
    called("b", "put ?", "shop", 10, 0, 0, 10);
    asked("a", "shop", "GET /cart", 6, 60);
    asked("b", "shop", "GET /cart", 1, 900);
    asked("a", "admin", "GET /cart", 9, 9_000);

    var listed = statements.ofEndpoint(WINDOW, "shop", "GET /cart", 5).rows();
    assertThat(listed).extracting(each -> each.row().text()).containsExactly("put ?", "get ?");
    assertThat(listed).extracting(each -> each.calls().nanos()).containsExactly(900L, 60L);
    assertThat(statements.ofEndpoint(WINDOW, "shop", "GET /cart", 1).rows()).hasSize(1);
    assertThat(statements.ofEndpoint(WINDOW, "shop", "GET /none", 5).rows()).isEmpty();
  }

  /** Sent with values, so that the text is not that of the statement. */
  @Test
  void findsTheLongestCallsThoughTheirTextHasValues() {
    called("a", "get ?", "shop", 3, 0, 0, 40);
    store.writeSpans(
        List.of(
            call(1, "get 1", 60),
            call(2, "get 2", 90),
            call(3, "put 3", 500),
            call(4, "get 4", 1)));

    assertThat(statements.statement(WINDOW, "a").orElseThrow().samples())
        .extracting(StatementSample::durationNanos)
        .containsExactly(90L, 60L);
  }

  private static Question ask(@Nullable String service, @Nullable String cursor, int limit) {
    return new Question(WINDOW, "postgresql", "orders", service, cursor, limit);
  }

  private void called(
      String id, String text, String service, int times, int failed, int rows, long nanos) {
    rollups.apply(
        ++position,
        sink -> {
          RollupCell cell =
              sink.cell(
                  StatementTables.STATEMENTS,
                  TIME,
                  RollupKey.ofTexts(
                      id, text, "GET", "cart", "postgresql", "orders", service, "production"));
          cell.count(0, times);
          cell.count(1, failed);
          cell.count(2, (long) rows * times);
          cell.count(3, rows == 0 ? 0 : times);
          cell.record(0, nanos, times);
        });
  }

  private void asked(String id, String service, String endpoint, int times, long nanos) {
    rollups.apply(
        ++position,
        sink -> {
          RollupCell cell =
              sink.cell(
                  StatementTables.STATEMENT_ENDPOINTS,
                  TIME,
                  RollupKey.ofTexts(id, service, endpoint, "production"));
          cell.count(0, times);
          cell.count(2, nanos);
        });
  }

  private static Span call(long id, String text, long nanos) {
    List<String> attributes = new ArrayList<>();
    attributes.addAll(List.of("db.system.name", "postgresql", "db.namespace", "orders"));
    attributes.addAll(List.of("db.query.text", text));
    return new Span(
        new TraceId(7, id),
        new SpanId(id),
        null,
        "",
        0,
        "call",
        SpanKind.CLIENT.number(),
        TIME,
        TIME + nanos,
        Attributes.ofStrings(attributes.toArray(String[]::new)),
        0,
        List.of(),
        0,
        List.of(),
        0,
        SpanStatus.UNSET,
        Resource.of(Attributes.ofStrings("service.name", "shop")),
        InstrumentationScope.EMPTY);
  }

  /** Spans come as records, rollups are written by the test. */
  private static final class Nothing implements BatchDecoder, RollupDeriver {
    @Override
    public void decodeSpans(EncodedBatch batch, SpanSink sink) {}

    @Override
    public void decodeLogs(EncodedBatch batch, LogSink sink) {}

    @Override
    public void decodePoints(EncodedBatch batch, PointSink sink) {}

    @Override
    public List<RollupTable> tables() {
      return List.of();
    }

    @Override
    public void derive(Span span, RollupSink sink) {}

    @Override
    public void derive(LogRecord log, RollupSink sink) {}

    @Override
    public void derive(MetricPoint point, RollupSink sink) {}
  }
}
