package io.midwatch.query.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeExpressionTest {
  private static final Instant NOW = Instant.parse("2026-11-17T03:17:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "now, 2026-11-17T03:17:00Z",
    "now-15m, 2026-11-17T03:02:00Z",
    "now-90s, 2026-11-17T03:15:30Z",
    "now-2h, 2026-11-17T01:17:00Z",
    "now-1d, 2026-11-16T03:17:00Z",
    "now-1w, 2026-11-10T03:17:00Z",
    "2026-11-17T02:17Z, 2026-11-17T02:17:00Z",
    "2026-11-17T02:17:05Z, 2026-11-17T02:17:05Z",
    "2026-11-17T02:17:05.25+02:00, 2026-11-17T00:17:05.25Z",
    "1763345820, 2025-11-17T02:17:00Z",
    "1763345820.5, 2025-11-17T02:17:00.5Z",
    "1763345820500, 2025-11-17T02:17:00.5Z",
    "1763345820500000, 2025-11-17T02:17:00.5Z",
    "1763345820500000001, 2025-11-17T02:17:00.500000001Z"
  })
  void readsEveryForm(String text, Instant expected) {
    assertThat(TimeExpression.parse(text, NOW)).hasValue(TimeExpression.nanos(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "now-", "now+5m", "now-5y", "2026-13-01T00:00Z", "-5", "1e9"})
  void refusesEverythingElse(String text) {
    assertThat(TimeExpression.parse(text, NOW)).isEmpty();
  }

  @Test
  void refusesNumbersBeyondNanoseconds() {
    assertThat(TimeExpression.parse("9999999999999999999", NOW)).isEmpty();
  }
}
