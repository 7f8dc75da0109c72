package io.midwatch.query.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.semconv.CanonicalMetric;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CountedTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final TimeRange RANGE =
      new TimeRange(SentMetrics.TIME - 9 * MINUTE, SentMetrics.TIME + MINUTE);

  @Test
  void whatACumulativeCounterCountedBeforeTheRangeIsLeftOut() {
    assertThat(counted(Temporality.CUMULATIVE, 1, 100, 130, 150)).isEqualTo(50);
  }

  @Test
  void aCounterThatBeganAnewGoesOn() {
    assertThat(counted(Temporality.CUMULATIVE, 1, 100, 130, 150, 5, 25)).isEqualTo(75);
  }

  @Test
  void aCounterThatBeganInTheRangeCountsFromZero() {
    assertThat(counted(Temporality.CUMULATIVE, RANGE.fromUnixNano() + 1, 100, 130)).isEqualTo(130);
  }

  @Test
  void deltasAreAddedUp() {
    assertThat(counted(Temporality.DELTA, 1, 10, 30, 20)).isEqualTo(60);
  }

  @Test
  void nothingSentIsNotZero() {
    assertThat(Counted.in(List.of(), RANGE)).isNull();
  }

  private static @Nullable Double counted(Temporality temporality, long start, double... values) {
    SentMetrics sent =
        new SentMetrics().counter("shop", "cache.evictions", temporality, start, values);
    return Counted.in(
        new MetricLookup(sent).series(Window.of(RANGE), CanonicalMetric.CACHE_EVICTIONS).rows(),
        RANGE);
  }
}
