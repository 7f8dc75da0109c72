package io.midwatch.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.overview.FailingNow;
import io.midwatch.query.overview.Overview;
import io.midwatch.query.window.Window;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.ui.CheckoutHour;
import io.midwatch.ui.TestStore;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** The first sentence of the Overview says how it is now. */
class HeadlineTest {
  @Test
  void whatFailsNowIsNamed() {
    assertThat(headline(number -> number >= 600))
        .isEqualTo("POST /v1/checkout is failing and getting worse.");
  }

  @Test
  void whatIsOverIsToldAfterThatNothingFails() {
    Overview overview = overview(number -> number >= 60 && number < 240);

    assertThat(Headline.of(overview))
        .startsWith("Nothing is failing. 12 requests/min, ")
        .endsWith(" failed. POST /v1/checkout failed until 03:20.");
    assertThat(overview.failing())
        .singleElement()
        .satisfies(row -> assertThat(row.trend()).isZero())
        .extracting(FailingNow::recoveredUnixNano)
        .isEqualTo(Times.second(1200));
  }

  @Test
  void whatFailedHalfTheTimeAndThenWentWellTwiceIsNotCalledOver() {
    assertThat(
            headline(
                number -> number >= 60 && number < CheckoutHour.REQUESTS - 2 && number % 2 == 0))
        .startsWith("POST /v1/checkout is failing");
  }

  private static String headline(LongPredicate fails) {
    return Headline.of(overview(fails));
  }

  private static Overview overview(LongPredicate fails) {
    TestStore store = CheckoutHour.store(fails);
    return store.overview().overview(Window.of(Times.HOUR));
  }
}
