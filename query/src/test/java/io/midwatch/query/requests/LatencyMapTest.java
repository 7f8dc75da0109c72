package io.midwatch.query.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyMapTest {

  @Test
  void everyRequestIsInOneRowAndTheLastBoundHoldsTheSlowest() {
    ExponentialHistogram first = new ExponentialHistogram();
    first.record(1e6, 100);
    first.record(5e9);
    ExponentialHistogram second = new ExponentialHistogram();
    second.record(3e7, 7);

    LatencyMap map =
        LatencyMap.of(List.of(new LatencyMap.Step(0, first), new LatencyMap.Step(60, second)));

    assertThat(map.boundsNanos()).isSorted().hasSizeBetween(20, 33);
    assertThat(map.boundsNanos().getLast()).isGreaterThanOrEqualTo(5e9);
    assertThat(total(map.columns().get(0))).isEqualTo(101);
    assertThat(total(map.columns().get(1))).isEqualTo(7);
    assertThat(map.columns().get(0).counts().getFirst()).isEqualTo(100);
    assertThat(map.columns().get(0).counts().getLast()).isEqualTo(1);
  }

  @Test
  void equalDurationsAreOneRow() {
    ExponentialHistogram steady = new ExponentialHistogram();
    steady.record(2e6, 50);

    LatencyMap map = LatencyMap.of(List.of(new LatencyMap.Step(0, steady)));

    assertThat(map.boundsNanos()).hasSize(1);
    assertThat(map.columns().getFirst().counts()).containsExactly(50L);
  }

  @Test
  void nothingIsAnEmptyMap() {
    assertThat(LatencyMap.of(List.of(new LatencyMap.Step(0, new ExponentialHistogram()))))
        .isEqualTo(LatencyMap.EMPTY);
  }

  private static long total(LatencyMap.Column column) {
    return column.counts().stream().mapToLong(Long::longValue).sum();
  }
}
