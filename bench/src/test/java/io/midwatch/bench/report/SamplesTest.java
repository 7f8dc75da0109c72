package io.midwatch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void quantilesAreMeasuredValues() {
    Samples samples = new Samples();
    for (int value = 2_000; value >= 1; value--) {
      samples.add(value);
    }

    assertThat(samples.quantile(0.5)).isEqualTo(1_000);
    assertThat(samples.quantile(0.99)).isEqualTo(1_980);
    assertThat(samples.quantile(0)).isEqualTo(1);
    assertThat(samples.max()).isEqualTo(2_000);
    assertThat(new Samples().quantile(0.5)).isZero();
  }
}
