package io.midwatch.query.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricSeriesTest {
  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          every 10 s, of now                 |  10 |  6 |   0 | 1
          every 10 s, missed for 90 s        |  10 |  6 |  90 | 1
          every 10 s, silent for 91 s        |  10 |  6 |  91 |
          every 60 s, missed twice           |  60 |  6 | 179 | 1
          every 60 s, silent for three       |  60 |  6 | 181 |
          every 10 min, in the last five     | 600 |  6 | 300 | 1
          every 10 min, older than five      | 600 |  6 | 301 |
          two points tell the interval       |  10 |  2 |  91 |
          one point tells nothing            |  10 |  1 | 300 | 1
          one point, older than five minutes |  10 |  1 | 301 |
          """)
  void theLastValueIsOldAfterThreeIntervals(
      String what, long interval, int points, long silence, @Nullable Double last) {
    List<ValuePoint> sent = new ArrayList<>();
    for (int i = 1; i <= points; i++) {
      sent.add(new ValuePoint(i * interval * SECOND, i == points ? 1 : 0));
    }

    assertThat(MetricSeries.latest(sent, (points * interval + silence) * SECOND))
        .as(what)
        .isEqualTo(last);
  }

  @ParameterizedTest(name = "a pause {0} gaps before the end")
  @CsvSource({"0", "1", "2"})
  void aPauseIsNoInterval(int back) {
    List<ValuePoint> sent = new ArrayList<>();
    long time = 0;
    for (int i = 0; i < 8; i++) {
      time += i == 7 - back ? 200 : 10;
      sent.add(new ValuePoint(time * SECOND, i));
    }

    assertThat(MetricSeries.latest(sent, (time + 91) * SECOND)).isNull();
  }

  @Test
  void nothingSentIsNothing() {
    assertThat(MetricSeries.latest(List.of(), 1)).isNull();
  }
}
