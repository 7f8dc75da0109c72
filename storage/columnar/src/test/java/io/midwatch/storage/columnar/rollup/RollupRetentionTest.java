package io.midwatch.storage.columnar.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.columnar.retention.DiskLimits;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupTable.Dimension;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.Durability;
import io.midwatch.storage.wal.disk.SimulatedDisk;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The running store, by a clock that stands still between the steps, removes buckets of 15 s after
 * 48 hours and all others after the retention of rollups, from answers and from the disk.
 */
@Timeout(60)
class RollupRetentionTest {
  private static final RollupTable CALLS =
      new RollupTable(
          "calls", List.of(Dimension.text("service")), List.of("calls"), List.of(), List.of(), 9);
  private static final long QUARTER = 15 * Times.SECOND;
  private static final Duration RETENTION = Duration.ofDays(10);

  private final RecordBatches bodies = new RecordBatches();
  private final MutableClock clock = new MutableClock(Times.START.plus(Duration.ofMinutes(5)));
  private final SimulatedDisk disk = new SimulatedDisk();

  /** One call a span. */
  private record CallsDeriver() implements RollupDeriver {
    @Override
    public List<RollupTable> tables() {
      return List.of(CALLS);
    }

    @Override
    public void derive(Span span, RollupSink sink) {
      sink.cell(CALLS, span.startTimeUnixNano(), RollupKey.ofTexts("shop")).count(0, 1);
    }

    @Override
    public void derive(LogRecord log, RollupSink sink) {}

    @Override
    public void derive(MetricPoint point, RollupSink sink) {}

    @Override
    public boolean derivesPoints() {
      return false;
    }
  }

  private EmbeddedStore open(DiskLimits room) {
    EmbeddedSettings defaults = EmbeddedSettings.DEFAULTS;
    return EmbeddedStore.open(
        disk,
        new StoreParts(bodies, bodies, new CallsDeriver(), IdentityKeys.DEFAULT, clock),
        defaults
            .withDurability(Durability.OS)
            .withRoom(room)
            .withRetention(defaults.retention(), RETENTION, room.limitBytes()));
  }

  private static void call(EmbeddedStore store, int number) {
    store.writeSpans(
        List.of(Spans.number(number).startingAt(Times.second(60) + number * QUARTER).build()));
    store.seal();
  }

  @Test
  void bucketsOf15SecondsGoAfter48HoursAndMinutesStay() {
    try (EmbeddedStore store = open(DiskLimits.NONE)) {
      call(store, 1);
      call(store, 2);
      assertThat(counts(store, QUARTER)).containsExactly(1L, 1L);
      clock.advance(Duration.ofHours(47));
      awaitRound();
      assertThat(counts(store, QUARTER)).containsExactly(1L, 1L);
      assertThat(tiers()).contains(Tier.FIFTEEN_SECONDS);

      clock.advance(Duration.ofHours(2));
      await(tiers -> !tiers.contains(Tier.FIFTEEN_SECONDS));

      assertThat(tiers()).containsExactly(Tier.MINUTE, Tier.FIVE_MINUTES, Tier.HOUR);
      assertThat(counts(store, QUARTER)).isEmpty();
      assertThat(answer(store, QUARTER).completeness().reasons())
          .containsExactly("figures before 2026-01-02T04:00:00Z are no longer kept by 15 s");
      assertThat(counts(store, 4 * QUARTER)).containsExactly(2L);
      assertThat(answer(store, 4 * QUARTER).completeness().complete()).isTrue();
    }
    try (EmbeddedStore again = open(DiskLimits.NONE)) {
      assertThat(counts(again, 4 * QUARTER)).containsExactly(2L);
      assertThat(counts(again, QUARTER)).isEmpty();
    }
  }

  @Test
  void figuresOlderThanTheirRetentionAreUnlinkedAlsoWhenThereIsNoRoom() {
    try (EmbeddedStore store = open(DiskLimits.NONE)) {
      call(store, 1);
    }
    DiskLimits full = DiskLimits.NONE.withLimit(1).keeping(Duration.ofDays(100));
    try (EmbeddedStore store = open(full)) {
      assertThat(counts(store, 4 * QUARTER)).containsExactly(1L);
      await(_ -> store.problem().isPresent());
      clock.advance(RETENTION.plusDays(1));
      await(Set::isEmpty);

      assertThat(store.problem()).hasValueSatisfying(why -> assertThat(why).contains("full"));
      assertThat(counts(store, 4 * QUARTER)).isEmpty();
      clock.advance(Duration.ofMinutes(2));
      awaitRound();
    }
    try (EmbeddedStore again = open(DiskLimits.NONE)) {
      assertThat(counts(again, 4 * QUARTER)).isEmpty();
      assertThat(answer(again, 4 * QUARTER).completeness().complete()).isFalse();
    }
  }

  private static RollupAnswer answer(EmbeddedStore store, long step) {
    TimeRange day = new TimeRange(Times.START_NANOS, Times.second(24 * 3_600));
    return store.rollups().readRollup(RollupQuery.total("calls", day).every(step));
  }

  private static List<Long> counts(EmbeddedStore store, long step) {
    RollupAnswer answer = answer(store, step);
    return answer.rows().stream().map(row -> answer.count(row, "calls")).toList();
  }

  /** Widths of the buckets that are in any file. */
  private Set<Tier> tiers() {
    Set<Tier> tiers = new TreeSet<>();
    for (String name : disk.list("rollups")) {
      if (name.endsWith(".roll")) {
        try (RollupFile file = RollupFile.open(disk, "rollups/" + name)) {
          tiers.addAll(file.info().tiers());
        } catch (StoreException _) {
          // the store has deleted it meanwhile
        }
      }
    }
    return tiers;
  }

  /** The store looks once a second whether anything is over. */
  private static void awaitRound() {
    pause(1_500);
  }

  private void await(Predicate<Set<Tier>> wanted) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!wanted.test(tiers())) {
      assertThat(System.nanoTime()).as("the time by which it should be so").isLessThan(end);
      pause(50);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
