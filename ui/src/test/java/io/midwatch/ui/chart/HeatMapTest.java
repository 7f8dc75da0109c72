package io.midwatch.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.chart.HeatMap.Column;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final Instant FROM = Instant.parse("2026-11-17T02:17:00Z");

  @Test
  void oneColourIsOnePathAndASingleRequestStaysVisible() {
    HeatMap map = map(new Column(0, 0.5, List.of(1L, 1000L)), new Column(0.5, 1, List.of(1L, 0L)));

    assertThat(map.levels())
        .containsExactly(
            new HeatMap.Level("h1", "M0 80h300v80h-300zM300 80h300v80h-300z"),
            new HeatMap.Level("h7", "M0 0h300v80h-300z"));
  }

  @Test
  void stepsThatBeginBeforeTheWindowAreCut() {
    assertThat(map(new Column(-0.5, 0.5, List.of(3L, 0L))).levels())
        .containsExactly(new HeatMap.Level("h7", "M0 80h300v80h-300z"));
    assertThat(map(new Column(1, 1.5, List.of(3L, 0L))).levels()).isEmpty();
  }

  private static HeatMap map(Column... columns) {
    return HeatMap.of(
        "t", "d", FROM, FROM.plusSeconds(3600), List.of(1e6, 2e6), List.of(columns), v -> "x");
  }
}
