package io.midwatch.ui.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestLinesTest {
  private static final long MINUTE = 60_000_000_000L;
  // Starts and ends 46 s into a minute, like a page opened then.
  private static final Window HOUR =
      Window.of(new TimeRange(46_000_000_000L, 60 * MINUTE + 46_000_000_000L));

  @Test
  void stepsCutOffByTheWindowAreLeftOut() {
    double[] rate = new RequestLines(HOUR).rate(points(IntStream.rangeClosed(0, 60).toArray()));

    assertThat(rate).hasSize(59).containsOnly(2.0);
  }

  @Test
  void shortSilenceIsZeroAndALongOneIsUnknown() {
    double[] rate = new RequestLines(HOUR).rate(points(1, 2, 4, 5, 6, 12));

    assertThat(rate[0]).isEqualTo(2);
    assertThat(rate[2]).isZero();
    assertThat(rate[6]).isNaN();
    assertThat(rate[10]).isNaN();
    assertThat(rate[11]).isEqualTo(2);
    assertThat(rate[58]).isNaN();
  }

  @Test
  void shareAndDurationAreUnknownWithoutRequests() {
    RequestLines lines = new RequestLines(HOUR);

    assertThat(lines.failedRatio(points(1))[0]).isEqualTo(0.25);
    assertThat(lines.p95(points(1))[0]).isEqualTo(7e6);
    assertThat(lines.failedRatio(points(1))[1]).isNaN();
    assertThat(lines.p95(points(1))[1]).isNaN();
  }

  @Test
  void failingNeedsThreeFailuresAndOnePercent() {
    assertThat(Health.of(figures(1000, 9))).isEqualTo(Health.SOME);
    assertThat(Health.of(figures(1000, 10))).isEqualTo(Health.FAILING);
    assertThat(Health.of(figures(4, 2))).isEqualTo(Health.SOME);
    assertThat(Health.of(figures(10, 0))).isEqualTo(Health.FINE);
    assertThat(Health.of(RequestFigures.NONE)).isEqualTo(Health.UNKNOWN);
  }

  private static List<RequestPoint> points(int... minutes) {
    List<RequestPoint> points = new ArrayList<>();
    for (int minute : minutes) {
      points.add(new RequestPoint(minute * MINUTE, figures(120, 30)));
    }
    return points;
  }

  private static RequestFigures figures(long requests, long failed) {
    return new RequestFigures(requests, failed, 0, 0, 5e6, 7e6, 9e6, requests * 5e6);
  }
}
