package io.midwatch.ui.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  private final Format format = new Format();

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "1|1",
        "1482|1,482",
        "9999|9,999",
        "10000|10 k",
        "41234|41.2 k",
        "999499|999 k",
        "999600|1 M",
        "1000000|1 M",
        "48210000000|48.2 G",
        "-42|−42"
      })
  void counts(long value, String text) {
    assertThat(plain(format.count(value))).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0|0 of 0 requests",
        "0|11|0 of 11 requests",
        "3|11|3 of 11 requests",
        "1|1|1 of 1 request",
        "3|20|15 % of 20 requests",
        "78|1000|7.8 % of 1,000 requests",
        "5000|41234|12.1 % of 41.2 k requests"
      })
  void shares(long part, long total, String text) {
    String said = format.some(part, total) + " of " + format.counted(total, "request", "requests");

    assertThat(said.replace('\u00A0', ' ')).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} ns is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 ms",
        "850|850 ns",
        "41234|41.2 µs",
        "872000000|872 ms",
        "999600000|1 s",
        "1070000000|1.07 s",
        "6020000000|6.02 s",
        "4100000000|4.1 s",
        "48000000000|48 s",
        "59940000000|59.9 s",
        "59990000000|1 min",
        "60000000000|1 min",
        "680000000000|11 min 20 s",
        "11520000000000|3 h 12 min",
        "187200000000000|2 d 4 h",
        "NaN|—"
      })
  void durations(double nanos, String text) {
    assertThat(plain(format.duration(nanos))).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "3|11|3 of 11",
        "0|0|—",
        "0|500|0 %",
        "78|1000|7.8 %",
        "31|10000|0.31 %",
        "1|1000000|<0.01 %",
        "500|500|100 %",
        "19|19|19 of 19",
        "10|20|50 %",
        "116|1000|11.6 %"
      })
  void sharesPrintCountsWhenFew(long part, long total, String text) {
    assertThat(plain(format.percent(part, total))).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} per second is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 /min",
        "0.15|9 /min",
        "5.2|312 /min",
        "687|41.2 k/min",
        "0.003|0.18 /min",
        "NaN|—"
      })
  void rates(double perSecond, String text) {
    assertThat(plain(format.ratePerMinute(perSecond))).isEqualTo(text);
  }

  @Test
  void timesAreUtcAndNameIt() {
    Instant at = Instant.parse("2026-11-17T03:17:40.123Z");
    assertThat(format.time(at)).isEqualTo("03:17:40 UTC");
    assertThat(format.dateTime(at)).isEqualTo("2026-11-17 03:17:40 UTC");
    assertThat(format.clockMillis(at)).isEqualTo("03:17:40.123");
    assertThat(format.window(at.minusSeconds(3600), at)).isEqualTo("02:17–03:17 UTC");
    assertThat(format.window(at.minusSeconds(86_400), at))
        .isEqualTo("2026-11-16 03:17 – 2026-11-17 03:17 UTC");
    assertThat(format.instant(1_763_349_460_123_456_789L).getNano()).isEqualTo(123_456_789);
  }

  @Test
  void agesAreNeverNegative() {
    Instant now = Instant.parse("2026-11-17T03:17:40Z");
    assertThat(format.age(now.minusSeconds(6), now)).isEqualTo("6\u00A0s ago");
    assertThat(format.age(now.plusSeconds(6), now)).isEqualTo("0\u00A0s ago");
    assertThat(format.span(Duration.ofMinutes(14))).isEqualTo("14\u00A0min");
    assertThat(format.span(Duration.ofDays(6))).isEqualTo("6\u00A0d");
  }

  @Test
  void ignoresTheLocaleOfTheMachine() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(plain(format.duration(6.02e9))).isEqualTo("6.02 s");
      assertThat(format.exact(48_210)).isEqualTo("48,210");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String plain(Figure figure) {
    return figure.toString().replace('\u00A0', ' ');
  }

  @ParameterizedTest(name = "{0} at {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Asia/Kolkata    |2026-11-17T03:17:40Z|2026-11-17 08:47:40 UTC+5:30|Kolkata",
        "Asia/Kathmandu  |2026-11-17T03:17:40Z|2026-11-17 09:02:40 UTC+5:45|Kathmandu",
        "America/New_York|2026-11-17T03:17:40Z|2026-11-16 22:17:40 UTC−5|New York",
        "America/New_York|2026-07-17T03:17:40Z|2026-07-16 23:17:40 UTC−4|New York",
        "America/St_Johns|2026-11-17T03:17:40Z|2026-11-16 23:47:40 UTC−3:30|St Johns",
        "Europe/London   |2026-11-17T03:17:40Z|2026-11-17 03:17:40 UTC|London"
      })
  void momentsAreOfTheReadersZone(String zone, Instant at, String expected, String head) {
    String text = ReaderZone.in(ZoneId.of(zone), () -> format.dateTime(at));
    assertThat(text).isEqualTo(expected);
    assertThat(ReaderZone.in(ZoneId.of(zone), format::zone)).isEqualTo(head);
    assertThat(format.dateTime(at)).as("outside of it").endsWith(" UTC");
  }

  /** The hour from two to three o'clock comes twice that night. */
  @Test
  void windowAcrossTheEndOfSummerNamesBothOffsets() {
    Instant from = Instant.parse("2026-10-24T23:30:00Z");
    String text =
        ReaderZone.in(
            ZoneId.of("Europe/Berlin"), () -> format.window(from, from.plusSeconds(7200)));
    assertThat(text).isEqualTo("01:30 UTC+2–02:30 UTC+1");
  }

  @Test
  void hoveringTellsUniversalTimeAndAge() {
    Instant at = Instant.parse("2026-11-17T03:03:00Z");
    Instant now = Instant.parse("2026-11-17T03:17:40Z");
    assertThat(format.hover(at, now)).isEqualTo("2026-11-17 03:03:00 UTC, 14\u00A0min ago");
    assertThat(ReaderZone.in(ZoneId.of("Asia/Kolkata"), () -> format.hover(at, now)))
        .isEqualTo("2026-11-17 08:33:00 UTC+5:30, 2026-11-17 03:03:00 UTC, 14\u00A0min ago");
  }
}
