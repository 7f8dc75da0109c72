package io.midwatch.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTest {
  private static final Instant NOW = Instant.parse("2026-11-17T03:17:46Z");

  @ParameterizedTest(name = "cookie {0} is {1}, of the browser {2}")
  @CsvSource(
      nullValues = "null",
      value = {
        "null, UTC, false, UTC",
        "'', UTC, false, UTC",
        "Asia/Kolkata, Asia/Kolkata, false, Asia/Kolkata",
        "browser:Asia/Kolkata, Asia/Kolkata, true, browser:Asia/Kolkata",
        "browser:UTC, UTC, true, browser:UTC",
        "Etc/UTC, UTC, false, UTC",
        "browser:, UTC, false, UTC",
        "Mars/Olympus, UTC, false, UTC",
        "../../etc/passwd, UTC, false, UTC",
        "+05:30, UTC, false, UTC"
      })
  void zoneIsOneThatIsKnown(String cookie, String name, boolean ofBrowser, String kept) {
    Display display = Display.of(null, cookie, null);
    assertThat(display.zoneName()).isEqualTo(name);
    assertThat(display.ofBrowser()).isEqualTo(ofBrowser);
    assertThat(display.zoneChoice()).isEqualTo(kept);
    assertThat(display.zone()).isEqualTo(name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name));
  }

  @Test
  void keysWorkUntilTheyAreSwitchedOff() {
    assertThat(Display.of(null, null, null).keys()).isTrue();
    assertThat(Display.of(null, null, "nonsense").keys()).isTrue();
    assertThat(Display.of(null, null, "off").keys()).isFalse();
  }

  @Test
  void windowsGrowAndShrinkAroundTheirMiddleAndBackFromNow() {
    TimeWindow live = TimeWindow.lastHour(NOW);
    assertThat(live.wider(NOW).from()).isEqualTo("now-120m");
    assertThat(live.narrower(NOW).from()).isEqualTo("now-30m");
    TimeWindow fixed = TimeWindow.parse("2026-11-17T02:00Z", "2026-11-17T03:00Z", NOW);
    assertThat(fixed.wider(NOW).text()).isEqualTo("01:30–03:30 UTC");
    assertThat(fixed.narrower(NOW).text()).isEqualTo("02:15–02:45 UTC");
    TimeWindow longest = TimeWindow.parse("now-400d", "now", NOW);
    assertThat(longest.wider(NOW)).isEqualTo(TimeWindow.parse("now-576000m", "now", NOW));
    TimeWindow second = TimeWindow.absolute(NOW, NOW.plusSeconds(1));
    assertThat(second.narrower(NOW).start()).isBefore(second.narrower(NOW).end());
  }
}
