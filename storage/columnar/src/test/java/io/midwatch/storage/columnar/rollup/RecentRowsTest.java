package io.midwatch.storage.columnar.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupTable.Dimension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items of any time take a bounded number of rows, and are counted in their hour. */
class RecentRowsTest {
  private static final RollupTable CALLS =
      new RollupTable(
          "calls", List.of(Dimension.text("service")), List.of("calls"), List.of(), List.of(), 3);
  private static final int MOST_ROWS = 10;
  private static final int HOURS = 20;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final long START =
      Instant.parse("2026-11-22T03:00:00Z").getEpochSecond() * 1_000_000_000L;
  private static final StoredKeys NOTHING_STORED =
      new StoredKeys() {
        @Override
        public int atMost(String table, Tier tier, long startUnixNano) {
          return 0;
        }

        @Override
        public Set<RollupKey> named(String table, Tier tier, long startUnixNano) {
          return Set.of();
        }
      };

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void timesBeyondTheMostRowsShareTheBucketOfTheirHour(boolean fine) {
    long fineFrom = fine ? START : START + 2 * HOURS * 60 * MINUTE;
    RecentRows rows =
        new RecentRows(List.of(CALLS), NOTHING_STORED, new Refused(Map.of()), MOST_ROWS);
    rows.begin(START, fineFrom, Long.MAX_VALUE);
    for (int minute = 0; minute < HOURS * 60; minute++) {
      rows.cell(CALLS, START + minute * MINUTE, RollupKey.ofTexts("shop")).count(0, 1);
    }
    assertThat(rows.commit()).as("something was refused").isFalse();
    assertThat(rows.rows()).isLessThanOrEqualTo(MOST_ROWS + HOURS);
    Map<Long, Long> byHour =
        rows.take("calls", Long.MIN_VALUE, Long.MAX_VALUE).stream()
            .collect(
                Collectors.groupingBy(
                    row -> (row.startUnixNano() - START) / (60 * MINUTE),
                    Collectors.summingLong(row -> row.counts().counter(0))));
    assertThat(byHour).hasSize(HOURS);
    assertThat(byHour.values()).containsOnly(60L);
  }
}
