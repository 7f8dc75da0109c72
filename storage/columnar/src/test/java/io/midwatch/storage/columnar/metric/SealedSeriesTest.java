package io.midwatch.storage.columnar.metric;

import io.midwatch.model.MetricPoint;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.testkit.fixture.StoreUnderTest;
import io.midwatch.storage.testkit.metric.SeriesReadContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The suite of series on a store that seals whatever it is given at once. */
class SealedSeriesTest extends SeriesReadContract {
  @TempDir private Path folder;

  @Override
  protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
    Rooms rooms = new Rooms();
    InMemoryStore other = Rooms.oracle();
    return new StoreUnderTest(
        other,
        other,
        other,
        points -> write(rooms, points),
        other,
        other,
        rooms.tables,
        other,
        other,
        () -> {},
        () -> {});
  }

  private void write(Rooms rooms, List<MetricPoint> points) {
    rooms.write(points);
    Path path = folder.resolve("segment-" + rooms.sealed.size());
    MetricSegmentWriter.write(rooms.hot.rotate(), path);
    rooms.sealed.add(MetricSegment.open(path));
  }
}
