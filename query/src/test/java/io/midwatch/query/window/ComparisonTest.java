package io.midwatch.query.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.contract.query.TimeRange;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final TimeRange RANGE = new TimeRange(1_000 * HOUR, 1_002 * HOUR);

  @ParameterizedTest
  @CsvSource({"PREVIOUS, 998", "DAY, 976", "WEEK, 832"})
  void referenceIsAsLongAndSoMuchEarlier(Comparison with, long fromHour) {
    Window window = new Window(RANGE, "production", "acme", with);

    assertThat(window.reference())
        .isEqualTo(
            new Window(
                new TimeRange(fromHour * HOUR, (fromHour + 2) * HOUR), "production", "acme", with));
    assertThat(window.compares()).isTrue();
  }

  @Test
  void withoutAComparisonTheReferenceIsEmpty() {
    Window window = new Window(RANGE, null, null, Comparison.NONE);

    assertThat(window.reference().range().lengthNanos()).isZero();
    assertThat(window.compares()).isFalse();
  }

  @Test
  void oneTenantIsComparedWithTheSame() {
    Window window = new Window(RANGE, null, null, Comparison.WEEK);

    assertThat(window.ofTenant("acme").comparison()).isEqualTo(Comparison.WEEK);
  }
}
