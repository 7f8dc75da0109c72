package io.midwatch.query.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.query.Counting;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampledSpansTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:17:00Z");
  private static final long NANOS = NOW.getEpochSecond() * 1_000_000_000L;
  private static final RollupTable TABLE = OperationsTables.SAMPLED;

  @Test
  void aServiceThatHasNoRowOfItsOwnIsNotCalledExact() {
    InMemoryRollups rollups =
        new InMemoryRollups(
            List.of(TABLE), InstantSource.fixed(NOW), InMemoryRollups.DEFAULT_RETENTION);
    for (int service = 0; service <= TABLE.maxRowsPerBucket(); service++) {
      RollupKey key = RollupKey.ofTexts("service-" + service, "production");
      rollups.apply(service, sink -> sink.cell(TABLE, NANOS, key).count(TABLE.counter("spans"), 1));
    }

    SampledSpans last =
        SampledSpans.read(
            rollups,
            new TimeRange(NANOS, NANOS + 60_000_000_000L),
            Filter.eq(Field.dimension("service"), "service-" + TABLE.maxRowsPerBucket()));

    assertThat(last.whenWeighed().counting()).isEqualTo(Counting.ESTIMATED);
  }
}
