package io.midwatch.demo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultScheduleTest {
  private final FaultSchedule schedule =
      new FaultSchedule(
          Duration.ofSeconds(100),
          List.of(
              new FaultSchedule.Slot(
                  Fault.BAD_RELEASE, Duration.ofSeconds(20), Duration.ofSeconds(5)),
              new FaultSchedule.Slot(
                  Fault.POOL_TOO_SMALL, Duration.ofSeconds(10), Duration.ofSeconds(15))));

  @ParameterizedTest(name = "after {0} s: {1}")
  @CsvSource({
    "0, ''",
    "99, ''",
    "100, bad-release",
    "119, bad-release",
    "120, ''",
    "125, pool-too-small",
    "134, pool-too-small",
    "135, ''",
    "149, ''",
    "150, bad-release",
    "50125, pool-too-small"
  })
  void saysWhichFaultIsOn(int seconds, String fault) {
    assertThat(schedule.at(Duration.ofSeconds(seconds)).map(Fault::id).orElse("")).isEqualTo(fault);
  }

  @Test
  void standardScheduleBeginsCalmAndHasEveryFault() {
    FaultSchedule standard = FaultSchedule.standard();
    assertThat(standard.at(Duration.ofSeconds(119))).isEmpty();
    assertThat(standard.slots())
        .extracting(FaultSchedule.Slot::fault)
        .containsExactly(Fault.values());
  }

  @Test
  void refusesAnEmptySchedule() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FaultSchedule(Duration.ZERO, List.of()));
  }
}
