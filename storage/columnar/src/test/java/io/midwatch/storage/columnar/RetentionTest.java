package io.midwatch.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.retention.DiskLimits;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.Durability;
import io.midwatch.storage.wal.disk.SimulatedDisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The running store removes what is older than its signal is kept, whole segments at a time. */
@Timeout(60)
class RetentionTest {
  private static final QueryLimits PATIENT =
      new QueryLimits(Long.MAX_VALUE, 1, Duration.ofDays(30));

  private final RecordBatches bodies = new RecordBatches();
  private final MutableClock clock = new MutableClock(Times.START.plus(Duration.ofMinutes(5)));
  private final SimulatedDisk disk = new SimulatedDisk();

  private EmbeddedStore open() {
    EmbeddedSettings settings = EmbeddedSettings.DEFAULTS;
    return EmbeddedStore.open(
        disk,
        new StoreParts(bodies, bodies, new NoRollups(), IdentityKeys.DEFAULT, clock),
        settings
            .withDurability(Durability.OS)
            .withRoom(DiskLimits.NONE)
            .withRetention(
                Map.of(
                    Signal.TRACES, Duration.ofDays(2),
                    Signal.LOGS, Duration.ofDays(3),
                    Signal.METRICS, Duration.ofDays(4)),
                settings.rollupRetention(),
                Long.MAX_VALUE));
  }

  private static void write(EmbeddedStore store, int second) {
    store.writeSpans(List.of(Spans.number(second).build()));
    store.writeLogs(List.of(Logs.number(second).build()));
    store.writePoints(List.of(Points.at(second).named("m").build()));
  }

  private static SignalStats stats(EmbeddedStore store, Signal signal) {
    return Objects.requireNonNull(store.stats().signals().get(signal));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the time by which it should be so").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void everySignalGoesAfterItsOwnTime() {
    try (EmbeddedStore store = open()) {
      write(store, 1);
      store.seal();
      clock.advance(Duration.ofDays(1));
      write(store, 24 * 3_600);
      store.seal();
      for (Signal signal : List.of(Signal.TRACES, Signal.LOGS, Signal.METRICS)) {
        clock.advance(Duration.ofDays(1));
        await(() -> stats(store, signal).expired() == 1);
        assertThat(stats(store, signal).stored()).isEqualTo(1);
        assertThat(disk.list(signal.label())).hasSize(1);
      }
      assertThat(stats(store, Signal.TRACES).expired()).as("two days later").isEqualTo(2);
    }
    try (EmbeddedStore again = open()) {
      assertThat(stats(again, Signal.METRICS)).extracting(SignalStats::stored).isEqualTo(1L);
      await(() -> stats(again, Signal.LOGS).expired() == 2);
      assertThat(again.damaged()).isEmpty();
    }
  }

  @Test
  void aQuestionIsAnsweredFromFilesThatExpireMeanwhile() {
    try (EmbeddedStore store = open()) {
      write(store, 1);
      store.writePoints(List.of(Points.at(1).named("n").build()));
      store.seal();
      SeriesQuery query = new SeriesQuery(QueryScope.ALL, TimeRange.ALL, List.of(), 10, PATIENT);
      List<String> read = new ArrayList<>();
      Completeness completeness =
          store
              .metrics()
              .readSeries(
                  query,
                  chunk -> {
                    read.add(chunk.metric().name());
                    if (read.size() == 1) {
                      store.expire(Signal.METRICS, Long.MAX_VALUE);
                      awaitRound(store);
                    }
                    return true;
                  });
      assertThat(read).containsExactly("m", "n");
      assertThat(completeness.complete()).isTrue();
      assertThat(store.damaged()).isEmpty();
    }
  }

  /** Two days and a round of background work later. */
  private void awaitRound(EmbeddedStore store) {
    clock.advance(Duration.ofDays(2));
    await(() -> stats(store, Signal.TRACES).expired() == 1);
  }
}
