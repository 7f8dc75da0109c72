package io.midwatch.derive.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.derive.error.Failure.Source;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LateLogsTest {
  private static final long MILLI = 1_000_000;
  private static final long END = 9_120 * MILLI;

  private final Counted counted = new Counted(new FailureJoin(8));
  private int traces;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLogRecordOfARequestThatHasEndedIsTheFailureOfItsSpan(boolean logFirst) {
    if (logFirst) {
      counted.add(log("3f1c", END + MILLI));
      assertThat(counted.failures()).hasSize(1);
    }
    counted.add(request("3f1c", END));
    if (!logFirst) {
      counted.add(log("3f1c", END + MILLI));
    }

    assertThat(counted.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.source()).isEqualTo(Source.SPAN_EVENT));
  }

  @ParameterizedTest
  @CsvSource({
    "before the end,      3f1c, -1,    2",
    "at the end,          3f1c, 0,     1",
    "within the second,   3f1c, 1000,  1",
    "after the second,    3f1c, 1001,  2",
    "another bug,         90be, 1,     2",
  })
  void onlyARecordOfTheSameBugJustAfterTheEndIsThatFailure(
      String when, String bug, long lateMillis, int failures) {
    counted.add(request("3f1c", END));
    counted.add(log(bug, END + lateMillis * MILLI));

    assertThat(counted.failures()).as(when).hasSize(failures);
  }

  @Test
  void everyRequestHasOneSuchRecord() {
    for (int i = 0; i < 5; i++) {
      counted.add(request("3f1c", END + i * 50 * MILLI));
    }
    for (int i = 0; i < 7; i++) {
      counted.add(log("3f1c", END + (300 + i) * MILLI));
    }

    assertThat(counted.failures()).hasSize(7);
  }

  @Test
  void whatHasNoPartnerIsForgottenAndCountsOn() {
    for (int i = 0; i < 100; i++) {
      counted.add(log("3f1c", END + MILLI));
    }
    for (int i = 0; i < 100; i++) {
      counted.add(request("3f1c", END));
    }

    assertThat(counted.failures()).hasSize(100 - 64 + 100);
  }

  private static Failure log(String bug, long time) {
    return failure(Source.EXCEPTION_LOG, bug, time, null);
  }

  private Failure request(String bug, long end) {
    return failure(Source.SPAN_EVENT, bug, end, new TraceId(1, ++traces));
  }

  private static Failure failure(Source source, String bug, long end, @Nullable TraceId trace) {
    return new Failure(
        source,
        new ErrorGroup(bug, "PaymentException", "", "shop.Payments.pay"),
        trace == null ? end : end - 20 * MILLI,
        end,
        false,
        "shop",
        "",
        "",
        "",
        "",
        "",
        trace,
        trace == null ? null : new SpanId(7),
        null,
        trace != null,
        1);
  }
}
