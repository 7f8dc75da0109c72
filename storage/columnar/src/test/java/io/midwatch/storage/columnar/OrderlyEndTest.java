package io.midwatch.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.retention.DiskLimits;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store that was closed has to replay when it is opened again. */
class OrderlyEndTest {
  private static final int ITEMS = 200;

  private final RecordBatches bodies = new RecordBatches();
  private final MutableClock clock = new MutableClock(Times.START);

  @TempDir private Path folder;

  @Test
  void ofMuchInTheLogNothingIsReplayed() {
    fill(1);

    try (EmbeddedStore store = open()) {
      assertThat(store.recovery().items()).isZero();
      assertThat(spans(store)).isEqualTo(ITEMS);
    }
  }

  @Test
  void ofLittleNoSegmentIsMade() {
    fill(ITEMS);

    try (EmbeddedStore store = open()) {
      assertThat(store.recovery().items()).isEqualTo(ITEMS);
      assertThat(spans(store)).isEqualTo(ITEMS);
    }
  }

  private void fill(int ofOneRequest) {
    try (EmbeddedStore store = open()) {
      for (int first = 0; first < ITEMS; first += ofOneRequest) {
        store.writeSpans(
            IntStream.range(first, first + ofOneRequest)
                .mapToObj(number -> Spans.number(1 + number).build())
                .toList());
      }
    }
  }

  private static int spans(EmbeddedStore store) {
    return store
        .spans()
        .searchSpans(SearchQuery.newest(TimeRange.ALL, Filter.ALL, 1_000))
        .rows()
        .size();
  }

  /** Much is 8 KB of log. */
  private EmbeddedStore open() {
    EmbeddedSettings defaults = EmbeddedSettings.DEFAULTS;
    return EmbeddedStore.open(
        folder,
        new StoreParts(bodies, bodies, new NoRollups(), IdentityKeys.DEFAULT, clock),
        new EmbeddedSettings(
            Durability.OS,
            defaults.retention(),
            defaults.rollupRetention(),
            DiskLimits.DEFAULTS,
            100_000,
            100_000,
            Duration.ofDays(1),
            256L << 10,
            StoreSteps.NONE));
  }
}
