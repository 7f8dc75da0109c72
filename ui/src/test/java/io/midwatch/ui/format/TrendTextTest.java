package io.midwatch.ui.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.window.Change;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTextTest {

  @ParameterizedTest(name = "{1} before, {0} now: {2}")
  @CsvSource({
    "0, 0, steady",
    "1, 0, new",
    "90, 50, 1.8×",
    "52, 50, steady",
    "50, 100, 0.5×",
    "50, 1000, 0.1×",
    "49, 1000, < 0.1×",
    "1, 100000, < 0.1×"
  })
  void saysHowItComparesAndNeverNothing(long now, long before, String word) {
    assertThat(TrendText.word(new Change(now, before))).isEqualTo(word);
  }
}
