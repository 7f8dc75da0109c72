package io.midwatch.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.MetricPoint;
import io.midwatch.storage.columnar.metric.MetricPart;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.disk.SimulatedDisk;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was acknowledged is stored, however many series it is of. */
class MetricSignalTest {
  private static final int MOST_SERIES = 10;

  private final RecordBatches batches = new RecordBatches();
  private final MetricSignal metrics =
      new MetricSignal(
          new SimulatedDisk(), batches, 1_000, MOST_SERIES, List.of(), List.of(), _ -> {});
  private long position;

  /** A point of each series of a range in one request; how many were stored. */
  private int append(int second, int from, int to) {
    List<MetricPoint> points =
        IntStream.range(from, to)
            .mapToObj(series -> Points.at(second).with("queue", "q" + series).build())
            .toList();
    return metrics.append(
        ++position, batches.points("source", Times.START_NANOS, points), Times.START);
  }

  private long visible() {
    metrics.publish();
    return metrics.parts().stream().mapToLong(MetricPart::pointCount).sum();
  }

  @Test
  void aBufferOfManySeriesIsFollowedByAnother() {
    assertThat(append(1, 0, 6)).isEqualTo(6);
    assertThat(append(2, 6, 12)).isEqualTo(6);
    assertThat(metrics.waiting()).isZero();
    assertThat(append(3, 6, 12)).isEqualTo(6);
    assertThat(metrics.waiting()).isEqualTo(1);
    assertThat(visible()).isEqualTo(18);
  }

  @Test
  void aRequestOfMoreSeriesThanABufferShouldHaveIsStoredWhole() {
    assertThat(append(1, 0, 3 * MOST_SERIES)).isEqualTo(3 * MOST_SERIES);
    assertThat(append(2, 0, 3 * MOST_SERIES)).isEqualTo(3 * MOST_SERIES);
    assertThat(visible()).isEqualTo(6 * MOST_SERIES);
  }

  @Test
  void seriesThatFitStayInOneBuffer() {
    for (int second = 1; second <= 20; second++) {
      assertThat(append(second, 0, MOST_SERIES / 2)).isEqualTo(MOST_SERIES / 2);
    }
    assertThat(metrics.waiting()).isZero();
  }
}
