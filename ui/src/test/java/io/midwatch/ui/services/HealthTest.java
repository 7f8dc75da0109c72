package io.midwatch.ui.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.window.Window;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.ui.CheckoutHour;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** The list of endpoints says how each is now. */
class HealthTest {
  @Test
  void endpointThatFailedAndWentWellEverSinceHasRecovered() {
    assertThat(health(number -> number >= 60 && number < 240)).isEqualTo(Health.RECOVERED);
  }

  @Test
  void endpointThatFailsAtTheEndIsFailing() {
    assertThat(health(number -> number >= 600)).isEqualTo(Health.FAILING);
  }

  @Test
  void twoFailuresOfAnHourAreChance() {
    assertThat(health(number -> number == 60 || number == 61)).isEqualTo(Health.SOME);
    assertThat(health(number -> false)).isEqualTo(Health.FINE);
  }

  private static Health health(LongPredicate fails) {
    return CheckoutHour.store(fails).services().endpoints(Window.of(Times.HOUR)).rows().stream()
        .map(Health::of)
        .findFirst()
        .orElseThrow();
  }
}
