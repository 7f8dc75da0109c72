package io.midwatch.derive.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.derive.error.Failure.Source;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Resource;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LateLogsTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long START = 1_800_000_000 * SECOND;
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

  @Test
  void aRecordThatComesTenMinutesLateCountsInItsOwnMinute() {
    ErrorDerivation errors = new ErrorDerivation(new CanonicalReader(IdentityKeys.DEFAULT));
    InMemoryRollups rollups =
        new InMemoryRollups(
            ErrorTables.ALL,
            InstantSource.fixed(Instant.ofEpochSecond(START / SECOND + 660)),
            InMemoryRollups.DEFAULT_RETENTION);
    long observed = START + 630 * SECOND;
    rollups.apply(1, sink -> errors.derive(sent(observed, observed), _ -> "", sink));
    rollups.apply(2, sink -> errors.derive(sent(START + 30 * SECOND, observed), _ -> "", sink));

    assertThat(count(rollups, START, START + 60 * SECOND)).as("its own minute").isEqualTo(1);
    assertThat(count(rollups, START + 60 * SECOND, START + 600 * SECOND)).isZero();
    assertThat(count(rollups, START + 600 * SECOND, START + 660 * SECOND))
        .as("the minute in which it came")
        .isEqualTo(1);
  }

  private static long count(InMemoryRollups rollups, long from, long to) {
    RollupAnswer answer =
        rollups.readRollup(
            RollupQuery.total(ErrorTables.ERRORS.name(), new TimeRange(from, to), "service"));
    return answer.rows().stream().mapToLong(row -> answer.count(row, "count")).sum();
  }

  private static LogRecord sent(long time, long observed) {
    return new LogRecord(
        time,
        observed,
        17,
        "ERROR",
        AttributeValue.of("charge declined"),
        "",
        Attributes.ofStrings("exception.type", "PaymentException"),
        0,
        0,
        null,
        null,
        Resource.of(Attributes.ofStrings("service.name", "shop")),
        InstrumentationScope.of("shop.Payments"));
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
