package io.midwatch.demo.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ZipfTest {
  @Test
  void drawsEachRankInProportionToItsShare() {
    var zipf = new Zipf(40, 1.0);
    var random = new Random(7);
    int draws = 200_000;
    int[] counts = new int[40];
    for (int i = 0; i < draws; i++) {
      counts[zipf.next(random)]++;
    }
    for (int rank = 0; rank < 40; rank++) {
      assertThat(counts[rank] / (double) draws).isCloseTo(zipf.share(rank), within(0.005));
    }
  }

  @Test
  void secondRankHasHalfTheShareOfTheFirst() {
    var zipf = new Zipf(40, 1.0);
    assertThat(zipf.share(1)).isCloseTo(zipf.share(0) / 2, within(1e-12));
    assertThat(zipf.share(0)).isCloseTo(0.2337, within(0.0001));
  }

  @Test
  void exponentZeroIsUniform() {
    var zipf = new Zipf(4, 0);
    for (int rank = 0; rank < 4; rank++) {
      assertThat(zipf.share(rank)).isCloseTo(0.25, within(1e-12));
    }
  }

  @Test
  void refusesNonsense() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Zipf(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Zipf(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Zipf(1, Double.NaN));
  }
}
