package io.midwatch.insight.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.requests.RequestFigures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployEffectTest {

  @ParameterizedTest(name = "{0}: {2} of {1}, p95 {3} ms → {5} of {4}, p95 {6} ms")
  @CsvSource({
    "FAILS_MORE, 1000, 2,  100, 1000, 80, 100",
    "FAILS_MORE, 1000, 0,  100, 12,   9,  100",
    "UNCHANGED,  1000, 20, 100, 1000, 24, 100",
    "SLOWER,     1000, 2,  100, 1000, 2,  160",
    "UNCHANGED,  1000, 2,  10,  1000, 2,  30",
    "FAILS_LESS, 1000, 80, 100, 1000, 2,  100",
    "FASTER,     1000, 2,  300, 1000, 2,  150",
    "TOO_FEW,    1000, 0,  100, 12,   0,  900",
    "TOO_FEW,    0,    0,  0,   500,  90, 100",
    "TOO_FEW,    1000, 0,  100, 0,    0,  0"
  })
  void saysWhatFollowed(
      Verdict verdict,
      long requestsBefore,
      long failedBefore,
      double p95Before,
      long requestsAfter,
      long failedAfter,
      double p95After) {
    DeployEffect effect =
        new DeployEffect(
            figures(requestsBefore, failedBefore, p95Before),
            figures(requestsAfter, failedAfter, p95After),
            900_000_000_000L);

    assertThat(effect.verdict()).isEqualTo(verdict);
  }

  private static RequestFigures figures(long requests, long failed, double p95Millis) {
    return new RequestFigures(requests, failed, 0, 0, 0.0, p95Millis * 1e6, p95Millis * 1e6, 0);
  }
}
