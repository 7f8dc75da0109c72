package io.midwatch.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.overview.Overview;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.ui.TestStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one part of the Overview could not read, the whole says. */
class OverviewTrustTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-17T03:17:46Z"));
  private static final Window HOUR = Window.of(new TimeRange(0, 3_600_000_000_000L));

  private final TestStore store = TestStore.empty(CLOCK);

  @ParameterizedTest
  @ValueSource(strings = {"requests", "databases", "queues", "third_parties", "tenants"})
  void tableThatWasNotReadWholeIsNamed(String table) {
    assertThat(overview(new Cutting(store.rollups(), table)).completeness())
        .satisfies(trust -> assertThat(trust.complete()).isFalse())
        .extracting(Completeness::reasons)
        .asString()
        .contains(table + " was cut");
    assertThat(overview(store.rollups()).completeness().complete()).isTrue();
  }

  /** The rollups, one table of which answers that it was cut. */
  private record Cutting(RollupReader rollups, String table) implements RollupReader {
    @Override
    public List<RollupTable> rollupTables() {
      return rollups.rollupTables();
    }

    @Override
    public RollupAnswer readRollup(RollupQuery query) {
      RollupAnswer answer = rollups.readRollup(query);
      return answer.table().name().equals(table)
          ? new RollupAnswer(
              answer.table(),
              answer.covered(),
              answer.rows(),
              new Completeness(false, false, 0, List.of(table + " was cut")))
          : answer;
    }
  }

  private Overview overview(RollupReader rollups) {
    return store.overview(rollups).overview(HOUR);
  }
}
