package io.midwatch.query.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelledRollupsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:17:00Z");
  private static final long NANOS = NOW.getEpochSecond() * 1_000_000_000L;
  private static final RollupTable TABLE =
      new RollupTable(
          "things",
          List.of(RollupTable.Dimension.text("thing"), RollupTable.Dimension.text("place")),
          List.of("count"),
          List.of(),
          List.of(),
          3);

  private final InMemoryRollups rollups =
      new InMemoryRollups(
          List.of(TABLE, OperationsTables.SAMPLED),
          InstantSource.fixed(NOW),
          InMemoryRollups.DEFAULT_RETENTION);
  private final List<RollupQuery> asked = new ArrayList<>();

  private final RollupReader counted =
      new RollupReader() {
        @Override
        public List<RollupTable> rollupTables() {
          return rollups.rollupTables();
        }

        @Override
        public RollupAnswer readRollup(RollupQuery query) {
          asked.add(query);
          return rollups.readRollup(query);
        }
      };

  @Test
  void whatHasTooManyValuesIsFoundOutOnceForAWindow() {
    for (int thing = 0; thing < 5; thing++) {
      RollupKey key = RollupKey.ofTexts("thing-" + thing, "here");
      rollups.apply(thing, sink -> sink.cell(TABLE, NANOS, key).count(0, 1));
    }
    LabelledRollups labelled = new LabelledRollups(counted);
    RollupQuery query =
        RollupQuery.total("things", new TimeRange(NANOS, NANOS + 60_000_000_000L), "thing");

    List<String> first = labelled.readRollup(query).completeness().reasons();
    int toFindOut = asked.size();
    List<String> again = labelled.readRollup(query).completeness().reasons();

    assertThat(first).singleElement().asString().startsWith("thing of things has too many values");
    assertThat(again).isEqualTo(first);
    assertThat(toFindOut).isGreaterThan(2);
    assertThat(asked).hasSize(toFindOut + 2); // the question, and what was sampled
  }
}
