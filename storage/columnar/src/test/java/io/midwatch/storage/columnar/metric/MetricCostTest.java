package io.midwatch.storage.columnar.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a point costs on the reference mix; prints the processor's time too, which depends on the
 * machine.
 */
class MetricCostTest {
  private static final int STEPS_OF_AN_HOUR = 240;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  @Test
  void aPointOfAnHourTakesAtMostTwoAndAHalfBytes(@TempDir Path folder) {
    MetricHot hot = new MetricHot(10_000, Map.of());
    ReferenceMix mix = new ReferenceMix();
    long begun = CPU.getCurrentThreadCpuTime();
    for (int i = 0; i < STEPS_OF_AN_HOUR; i++) {
      mix.next(hot.appender());
      hot.publish();
    }
    long appended = CPU.getCurrentThreadCpuTime();
    HotPoints frozen = hot.rotate();
    Path path = folder.resolve("hour");
    long bytes = MetricSegmentWriter.write(frozen, path);
    long sealed = CPU.getCurrentThreadCpuTime();
    long points = frozen.pointCount();
    try (MetricSegment segment = MetricSegment.open(path)) {
      long read = readAll(segment);
      System.out.printf(
          "%,d points: %.2f bytes a point on disk, %.1f in memory; append with making %d CPU"
              + " ns, seal %d, read %d a point%n",
          points,
          (double) bytes / points,
          (double) frozen.memoryBytes() / points,
          (appended - begun) / points,
          (sealed - appended) / points,
          read / points);
      assertThat(points).isEqualTo((long) STEPS_OF_AN_HOUR * ReferenceMix.SERIES);
      assertThat(segment.pointCount()).isEqualTo(points);
      assertThat((double) bytes / points).isLessThanOrEqualTo(2.5);
    }
  }

  private static long readAll(MetricSegment segment) {
    long begun = CPU.getCurrentThreadCpuTime();
    long points = 0;
    for (int number = 0; number < segment.seriesCount(); number++) {
      for (MetricPart.Piece piece : segment.pieces(number)) {
        points += piece.readAll().size;
      }
    }
    assertThat(points).isEqualTo(segment.pointCount());
    return CPU.getCurrentThreadCpuTime() - begun;
  }
}
