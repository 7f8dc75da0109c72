package io.midwatch.storage.columnar.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.read.SpanReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store of many spans or log records, in several segments and a hot buffer, answers random
 * questions as DuckDB does. {@code -Dmidwatch.oracle.rows} and {@code -Dmidwatch.oracle.questions}
 * set the size; the whole proof takes 1,000,000 and 1,000 of each.
 */
class SpanOracleTest {
  @TempDir Path folder;

  @Test
  void answersAboutSpansAsDuckDbDoes(TestReporter reporter) throws SQLException {
    GeneratedSpans spans = new GeneratedSpans(OracleStore.ROWS);
    try (OracleStore store = OracleStore.open(folder, spans);
        OracleTables tables = new OracleTables()) {
      store.write(Signal.TRACES);
      tables.load(spans);
      SpanReader reader = store.store().spans();
      Duel<Span> duel = new Duel<>(spans, Tested.spans(reader), tables);
      SpanQuestions random = new SpanQuestions(spans, new Random(OracleStore.SEED));
      for (int i = 0; i < OracleStore.QUESTIONS; i++) {
        switch (i % 9) {
          case 7 -> trace(duel, reader, random);
          case 8 -> traces(duel, reader, random);
          default -> OracleStore.ask(duel, i % 9, random, random.pick(List.of(Sort.values())));
        }
      }
      report(reporter, duel);
    }
  }

  @Test
  void answersAboutLogsAsDuckDbDoes(TestReporter reporter) throws SQLException {
    GeneratedSpans spans = new GeneratedSpans(OracleStore.ROWS);
    GeneratedLogs logs = new GeneratedLogs(spans);
    try (OracleStore store = OracleStore.open(folder, spans);
        OracleTables tables = new OracleTables()) {
      store.write(Signal.LOGS);
      tables.load(logs);
      Duel<LogRecord> duel = new Duel<>(logs, Tested.logs(store.store().logs()), tables);
      SpanQuestions random = new SpanQuestions(spans, new Random(OracleStore.SEED + 1));
      for (int i = 0; i < OracleStore.QUESTIONS; i++) {
        Sort sort = random.pick(List.of(Sort.NEWEST_FIRST, Sort.OLDEST_FIRST));
        OracleStore.ask(duel, i % 7, random, sort);
      }
      report(reporter, duel);
    }
  }

  private static void trace(Duel<Span> duel, SpanReader store, SpanQuestions random) {
    QueryScope scope = random.scope();
    TraceId traceId = random.traceId();
    duel.ask(
        List.of("trace", scope, traceId), () -> new TraceCheck(duel, store).check(scope, traceId));
  }

  private static void traces(Duel<Span> duel, SpanReader store, SpanQuestions random) {
    TraceQuery query = random.traces();
    duel.ask(query, () -> new TraceSearchCheck(duel, store).check(query));
  }

  private static void report(TestReporter reporter, Duel<?> duel) {
    reporter.publishEntry(
        Map.of(
            "rows", Integer.toString(OracleStore.ROWS),
            "questions", Integer.toString(OracleStore.QUESTIONS),
            "milliseconds", duel.milliseconds().toString(),
            "disagreements", Integer.toString(duel.disagreements().size())));
    assertThat(duel.disagreements()).isEmpty();
  }
}
