package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.Signal;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.NoRollups;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A store of generated rows, and the questions that spans and log records have in common. */
record OracleStore(EmbeddedStore store) implements AutoCloseable {
  static final int ROWS = Integer.getInteger("midwatch.oracle.rows", 20_000);
  static final int QUESTIONS = Integer.getInteger("midwatch.oracle.questions", 90);
  static final long SEED = Long.getLong("midwatch.oracle.seed", 20260105L);
  private static final int BATCH = 1_000;
  private static final long RETRY_NANOS = 5_000_000;

  /** Three sealed segments and half a hot buffer of each signal. */
  static OracleStore open(Path folder, GeneratedSpans spans) {
    GeneratedBatches batches = new GeneratedBatches(spans::span, new GeneratedLogs(spans)::item);
    return new OracleStore(
        EmbeddedStore.open(
            folder,
            new StoreParts(
                batches,
                batches,
                new NoRollups(),
                IdentityKeys.DEFAULT,
                new MutableClock(Times.START.plus(Duration.ofHours(1)))),
            EmbeddedSettings.DEFAULTS
                .withDurability(Durability.OS)
                .withSegments(Math.max(2 * BATCH, ROWS * 2 / 7), 1_000)));
  }

  void write(Signal signal) {
    for (int from = 0; from < ROWS; from += BATCH) {
      int count = Math.min(BATCH, ROWS - from);
      while (true) {
        try {
          store.write(GeneratedBatches.batch(signal, from, count));
          break;
        } catch (StoreOverloadedException e) {
          LockSupport.parkNanos(RETRY_NANOS);
        }
      }
    }
  }

  /** Asks one question of the kind of that number. */
  static <T> void ask(Duel<T> duel, int kind, SpanQuestions random, Sort sort) {
    switch (kind) {
      case 0, 1, 2 -> {
        var query = random.search(sort);
        duel.ask(query, () -> new SearchCheck<>(duel).check(query));
      }
      case 3, 4 -> {
        var query = random.aggregate();
        duel.ask(query, () -> new AggregateCheck(duel).check(query));
      }
      case 5 -> {
        var query = random.compare();
        duel.ask(query, () -> new CompareCheck(duel).check(query));
      }
      default -> names(duel, random);
    }
  }

  private static void names(Duel<?> duel, SpanQuestions random) {
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

  @Override
  public void close() {
    store.close();
  }
}
