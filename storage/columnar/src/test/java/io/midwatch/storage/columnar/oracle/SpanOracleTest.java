package io.midwatch.storage.columnar.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.NoRollups;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.Durability;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store of many spans, in several segments and a hot buffer, answers random questions as DuckDB
 * does. {@code -Dmidwatch.oracle.rows} and {@code -Dmidwatch.oracle.questions} set the size; the
 * whole proof takes 1,000,000 and 1,000.
 */
class SpanOracleTest {
  private static final int ROWS = Integer.getInteger("midwatch.oracle.rows", 20_000);
  private static final int QUESTIONS = Integer.getInteger("midwatch.oracle.questions", 160);
  private static final long SEED = Long.getLong("midwatch.oracle.seed", 20260105L);
  private static final int BATCH = 1_000;
  private static final long RETRY_NANOS = 5_000_000;

  @TempDir Path folder;

  @Test
  void answersAsDuckDbDoes(TestReporter reporter) throws SQLException {
    GeneratedSpans spans = new GeneratedSpans(ROWS);
    long start = System.nanoTime();
    try (EmbeddedStore store = open(spans);
        OracleTables tables = new OracleTables()) {
      write(store);
      long written = System.nanoTime();
      tables.load(spans);
      long loaded = System.nanoTime();
      Duel duel = new Duel(spans, store.spans(), tables);
      ask(duel);
      reporter.publishEntry(
          Map.of(
              "rows", Integer.toString(ROWS),
              "questions", Integer.toString(QUESTIONS),
              "write seconds", seconds(start, written),
              "load seconds", seconds(written, loaded),
              "ask seconds", seconds(loaded, System.nanoTime()),
              "milliseconds", duel.milliseconds().toString(),
              "disagreements", Integer.toString(duel.disagreements().size())));
      assertThat(duel.disagreements()).isEmpty();
    }
  }

  private EmbeddedStore open(GeneratedSpans spans) {
    GeneratedBatches batches =
        new GeneratedBatches(
            spans::span,
            row -> {
              throw new IllegalStateException("no logs here: " + row);
            });
    return EmbeddedStore.open(
        folder,
        new StoreParts(
            batches,
            batches,
            new NoRollups(),
            IdentityKeys.DEFAULT,
            new MutableClock(Times.START.plus(Duration.ofHours(1)))),
        EmbeddedSettings.DEFAULTS
            .withDurability(Durability.OS)
            .withSegments(Math.max(2 * BATCH, ROWS * 2 / 7), 1_000));
  }

  /** Three sealed segments and half a hot buffer. */
  private static void write(EmbeddedStore store) {
    for (int from = 0; from < ROWS; from += BATCH) {
      int count = Math.min(BATCH, ROWS - from);
      while (true) {
        try {
          store.write(GeneratedBatches.batch(Signal.TRACES, from, count));
          break;
        } catch (StoreOverloadedException e) {
          LockSupport.parkNanos(RETRY_NANOS);
        }
      }
    }
  }

  private static void ask(Duel duel) {
    SpanQuestions random = new SpanQuestions(duel.spans, new Random(SEED));
    for (int i = 0; i < QUESTIONS; i++) {
      switch (i % 8) {
        case 0, 1, 2 -> search(duel, random.search(Sort.values()[random.random().nextInt(4)]));
        case 3, 4 -> aggregate(duel, random.aggregate());
        case 5 -> compare(duel, random.compare());
        case 6 -> names(duel, random);
        default -> trace(duel, random);
      }
    }
  }

  private static void search(Duel duel, SearchQuery query) {
    duel.ask(query, () -> new SearchCheck(duel).check(query));
  }

  private static void aggregate(Duel duel, AggregateQuery query) {
    duel.ask(query, () -> new AggregateCheck(duel).check(query));
  }

  private static void compare(Duel duel, CompareQuery query) {
    duel.ask(query, () -> new CompareCheck(duel).check(query));
  }

  private static void names(Duel duel, SpanQuestions random) {
    QueryScope scope = random.scope();
    TimeRange range = random.range();
    String prefix = random.pick(List.of("", "s", "u", "http", "1", "Z", "wide.1"));
    Field field = random.field();
    NameCheck check = new NameCheck(duel);
    duel.ask(List.of("names", scope, range, prefix), () -> check.names(scope, range, prefix, 20));
    duel.ask(
        List.of("values", field, scope, range, prefix),
        () -> check.values(scope, range, field, prefix, 50));
  }

  private static void trace(Duel duel, SpanQuestions random) {
    QueryScope scope = random.scope();
    TraceId traceId =
        duel.spans.traceOf(random.random().nextInt(duel.spans.traces() + duel.spans.traces() / 9));
    duel.ask(List.of("trace", scope, traceId), () -> new TraceCheck(duel).check(scope, traceId));
  }

  private static String seconds(long from, long to) {
    return Double.toString(Math.round((to - from) / 1e8) / 10.0);
  }
}
