package io.midwatch.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.promql.series.Grid;
import io.midwatch.ui.shell.TimeWindow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {
  private static final Instant NOW = Instant.parse("2026-11-17T03:17:46Z");

  @ParameterizedTest
  @CsvSource({
    "now-60m,  ,       15",
    "now-6h,   ,       120",
    "now-24h,  ,       600",
    "now-30d,  ,       10800",
    "now-400d, ,       86400",
    "now-60m,  7,      7",
    "now-60m,  0,      15",
    "now-60m,  x,      15",
    "now-30d,  1,      10800",
  })
  void suitsTheWindowUnlessAskedForSomethingPossible(
      String from, @Nullable String asked, int seconds) {
    assertThat(Steps.seconds(TimeWindow.parse(from, "now", NOW), asked)).isEqualTo(seconds);
  }

  @Test
  void timesAreMultiplesOfTheStepWithinTheWindow() {
    Grid grid = Steps.grid(TimeWindow.parse("now-10m", "now", NOW), 60);

    assertThat(Instant.ofEpochMilli(grid.startMillis())).isEqualTo("2026-11-17T03:08:00Z");
    assertThat(Instant.ofEpochMilli(grid.endMillis())).isEqualTo("2026-11-17T03:17:00Z");
    assertThat(grid.size()).isEqualTo(10);
  }

  @Test
  void aWindowShorterThanTheStepHasOneTime() {
    assertThat(Steps.grid(TimeWindow.parse("now-1m", "now", NOW), 3_600).size()).isEqualTo(1);
  }
}
