package io.midwatch.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewParametersTest {
  private static final Instant NOW = Instant.parse("2026-11-17T03:17:46Z");

  @Test
  void defaultsToTheLastHourOfEverything() {
    ViewParameters at = parse(Map.of());

    assertThat(at.env()).isNull();
    assertThat(at.tenant()).isNull();
    assertThat(at.window().live()).isTrue();
    assertThat(at.window().start()).isEqualTo(NOW.minusSeconds(3600));
    assertThat(at.problems()).isEmpty();
    assertThat(at.link("/logs")).hasToString("/logs");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "now-90m, 2026-11-17T01:47:46Z",
    "now-2h, 2026-11-17T01:17:46Z",
    "now-1d, 2026-11-16T03:17:46Z",
    "2026-11-17T02:17Z, 2026-11-17T02:17:00Z",
    "2026-11-17T02:17:05.5Z, 2026-11-17T02:17:05.500Z",
    "2026-11-17T04:17+02:00, 2026-11-17T02:17:00Z",
    "1794881820, 2026-11-17T02:17:00Z",
    "1794881820000, 2026-11-17T02:17:00Z",
    "1794881820000000, 2026-11-17T02:17:00Z",
    "1794881820000000000, 2026-11-17T02:17:00Z"
  })
  void readsMoments(String text, Instant expected) {
    assertThat(TimeText.parse(text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "now-",
        "now+5m",
        "-5",
        "99999999999999999999",
        "2026-13-01T00:00Z",
        "now-999999w"
      })
  void unreadableMomentIsAVisibleMessageNotAFailure(String text) {
    ViewParameters at = parse(Map.of("from", text));

    assertThat(at.problems()).singleElement().asString().startsWith("Showing the last 60 min:");
    assertThat(at.window()).isEqualTo(TimeWindow.lastHour(NOW));
  }

  @Test
  void refusesWindowsThatEndBeforeTheyStartOrAreTooLong() {
    assertThat(parse(Map.of("from", "now", "to", "now-5m")).problems()).hasSize(1);
    assertThat(parse(Map.of("from", "now-500d")).problems()).hasSize(1);
    assertThat(parse(Map.of("env", "x".repeat(201))).problems()).hasSize(1);
  }

  @Test
  void linksKeepEverythingAndEncode() {
    ViewParameters at =
        parse(Map.of("env", "prod eu", "tenant", "a&b=c", "from", "2026-11-17T02:17Z"));

    assertThat(at.link("/traces").with("q", "x+y"))
        .hasToString(
            "/traces?env=prod%20eu&tenant=a%26b%3Dc&from=2026-11-17T02:17Z&to=now&q=x%2By");
  }

  @Test
  void movesByItsOwnLengthAndPinsOutwards() {
    TimeWindow hour = TimeWindow.lastHour(NOW);

    assertThat(hour.earlier().end()).isEqualTo(hour.start());
    assertThat(hour.earlier().length()).isEqualTo(Duration.ofHours(1));
    assertThat(hour.earlier().later().start()).isEqualTo(hour.start());
    assertThat(hour.pinned().from()).isEqualTo("2026-11-17T02:17Z");
    assertThat(hour.pinned().to()).isEqualTo("2026-11-17T03:18Z");
    assertThat(hour.pinned().live()).isFalse();
    assertThat(hour.label()).isEqualTo("Last 60 min");
    assertThat(TimeWindow.parse(hour.earlier().from(), hour.earlier().to(), NOW).start())
        .isEqualTo(hour.earlier().start());
  }

  private static ViewParameters parse(Map<String, String> parameters) {
    return ViewParameters.parse(parameters::get, NOW);
  }
}
