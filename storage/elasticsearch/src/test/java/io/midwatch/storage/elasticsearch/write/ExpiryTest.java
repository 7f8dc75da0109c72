package io.midwatch.storage.elasticsearch.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpiryTest {
  @Test
  void aTimeAtTheEndOfTimeIsNotMistakenForOneLongAgo() {
    assertThat(Expiry.atMost(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(Expiry.atMost(Long.MAX_VALUE - 2_000_000)).isGreaterThan(Long.MAX_VALUE - 2_000_000);
  }

  @Test
  void aTimeRoundedToADoubleIsNeverTakenForAnEarlierOne() {
    for (long time = 1_800_000_000_000_000_000L; time < 1_800_000_000_000_002_000L; time++) {
      assertThat(Expiry.atMost(time)).isGreaterThanOrEqualTo(time);
    }
  }
}
