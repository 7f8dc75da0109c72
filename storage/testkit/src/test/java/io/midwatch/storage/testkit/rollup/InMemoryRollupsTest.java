package io.midwatch.storage.testkit.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryRollupsTest extends RollupStoreContract {
  private static final long SECOND = 1_000_000_000L;
  private static final TimeRange DAY =
      new TimeRange(START - 86_400 * SECOND, START + 86_400 * SECOND);

  private Instant now = NOW.instant();
  private final InMemoryRollups rollups = hourly(CALLS);

  @Override
  protected Rollups newStore(List<RollupTable> tables, InstantSource clock) {
    InMemoryRollups store = new InMemoryRollups(tables, clock, InMemoryRollups.DEFAULT_RETENTION);
    return new Rollups(store, store);
  }

  @Test
  void bucketsOlderThanTheRetentionGoAndTheAnswerSaysFromWhereItCounts() {
    count(rollups, 0, START, "shop");
    now = now.plus(Duration.ofMinutes(55));
    count(rollups, 1, START + 3_000 * SECOND, "shop");

    RollupAnswer answer = rollups.readRollup(RollupQuery.total("calls", DAY));

    assertThat(answer.count(answer.rows().getFirst(), "calls")).isEqualTo(1);
    assertThat(answer.covered()).isEqualTo(new TimeRange(START + 300 * SECOND, DAY.toUnixNano()));
    assertThat(answer.completeness().complete()).isFalse();
    assertThat(answer.completeness().reasons())
        .containsExactly("figures before 2026-11-22T03:05:00Z are no longer kept");
  }

  @Test
  void aRangeWithinTheRetentionIsComplete() {
    count(rollups, 0, START - 7_200 * SECOND, "shop");
    count(rollups, 1, START, "shop");

    TimeRange recent = new TimeRange(START, START + 600 * SECOND);
    RollupAnswer answer = rollups.readRollup(RollupQuery.total("calls", recent));

    assertThat(answer.completeness().complete()).isTrue();
    assertThat(rollups.readRollup(RollupQuery.total("calls", DAY)).completeness().complete())
        .isFalse();
  }

  @Test
  void itemsFarInTheFutureAreNotCountedAndTheirRangeIsIncomplete() {
    count(rollups, 0, START + 80_000 * SECOND, "shop");
    count(rollups, 1, START, "shop");

    RollupAnswer day = rollups.readRollup(RollupQuery.total("calls", DAY));
    RollupAnswer hour =
        rollups.readRollup(
            RollupQuery.total("calls", new TimeRange(START, START + 3_600 * SECOND)));

    assertThat(day.count(day.rows().getFirst(), "calls")).isEqualTo(1);
    assertThat(day.completeness().complete()).isFalse();
    assertThat(hour.completeness().complete()).isTrue();
  }

  @Test
  void aTableWithTooManyRowsLosesItsOldestBuckets() {
    RollupTable wide =
        new RollupTable("wide", CALLS.dimensions(), List.of("calls"), List.of(), List.of(), 30_000);
    InMemoryRollups bounded = hourly(wide);
    for (int bucket = 0; bucket < 2; bucket++) {
      long time = START + 15 * bucket * SECOND;
      bounded.apply(
          bucket,
          sink -> {
            for (int row = 0; row < 30_000; row++) {
              sink.cell(wide, time, RollupKey.ofTexts("s" + row, "/")).count(0, 1);
            }
          });
    }
    RollupAnswer answer = bounded.readRollup(RollupQuery.total("wide", DAY));

    assertThat(answer.count(answer.rows().getFirst(), "calls")).isEqualTo(30_000);
    assertThat(answer.covered().fromUnixNano()).isEqualTo(START + 15 * SECOND);
    assertThat(answer.completeness().complete()).isFalse();
  }

  private InMemoryRollups hourly(RollupTable table) {
    return new InMemoryRollups(List.of(table), () -> now, Duration.ofHours(1));
  }

  private static void count(InMemoryRollups store, long position, long time, String service) {
    store.apply(
        position, sink -> sink.cell(CALLS, time, RollupKey.ofTexts(service, "/")).count(0, 1));
  }
}
