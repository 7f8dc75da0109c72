package io.midwatch.ui.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.errors.ErrorRow;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTrendTextTest {

  @ParameterizedTest(name = "{1} before, {0} now: {2}")
  @CsvSource({
    "1, 0, new",
    "90, 50, 1.8×",
    "52, 50, steady",
    "50, 100, 0.5×",
    "50, 1000, 0.1×",
    "49, 1000, < 0.1×",
    "1, 100000, < 0.1×"
  })
  void saysHowItComparesAndNeverNothing(long now, long before, String word) {
    assertThat(ErrorTrendText.word(row(now, before))).isEqualTo(word);
  }

  private static ErrorRow row(long now, long before) {
    return new ErrorRow(
        "3f1c9a0b77d2e415",
        "",
        "",
        "",
        now,
        0,
        before,
        0,
        0,
        List.of(),
        List.of(),
        List.of(),
        0,
        0,
        List.of());
  }
}
