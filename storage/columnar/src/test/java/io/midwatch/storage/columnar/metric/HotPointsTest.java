package io.midwatch.storage.columnar.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotPointsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void answersAsTheReferenceDoes(long seed) {
    InMemoryStore oracle = Rooms.oracle();
    Rooms rooms = new Rooms();
    RandomPoints random = new RandomPoints(seed);
    int stored = 0;
    for (int batch = 0; batch < 6; batch++) {
      List<MetricPoint> points = random.points(400);
      oracle.writePoints(points);
      stored += rooms.write(points);
    }
    new Differences(seed).none(oracle, rooms.tables, 60);
    assertThat(rooms.hot.current().pointCount()).isEqualTo(stored);
    assertThat(rooms.hot.current().duplicates()).isEqualTo(2400 - stored).isPositive();
  }

  @Test
  void showsNothingBeforeItIsPublished() {
    HotPoints points = new HotPoints(10, java.util.Map.of());
    Rooms rooms = new Rooms();
    rooms.write(List.of(Points.at(1).build()));
    assertThat(points.pointCount()).isZero();
    assertThat(rooms.hot.current().minTimeUnixNano()).isEqualTo(Times.second(1));
    assertThat(rooms.hot.current().maxTimeUnixNano()).isEqualTo(Times.second(1));
  }

  @Test
  void readersSeeEveryPublishedPointOfAWriterThatGoesOn() throws InterruptedException {
    Rooms rooms = new Rooms();
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong published = new AtomicLong();
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    Thread reader =
        new Thread(() -> {
          boolean last;
          do {
            last = done.get();
            long before = published.get();
            List<Series> all = rooms.tables.series(SeriesQuery.of(TimeRange.ALL));
            long seen = all.stream().mapToLong(series -> series.samples().size()).sum();
            if (seen < before) {
              wrong.add("published " + before + ", seen " + seen);
            }
            for (Series series : all) {
              series.samples().stream()
                  .filter(sample -> !sample.value().equals(expected(sample.timeUnixNano())))
                  .forEach(sample -> wrong.add(sample.toString()));
            }
          } while (!last);
        });
    reader.start();
    long stored = 0;
    for (int batch = 0; batch < 300; batch++) {
      List<MetricPoint> points = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        int second = batch * 20 + (i % 7 == 3 ? i - 60 : i);
        points.add(
            Points.at(second)
                .with("queue", "q" + i % 3 + (batch / 50))
                .started(i % 5)
                .value(expected(Times.second(second)))
                .build());
      }
      stored += rooms.write(points);
      published.set(stored);
    }
    done.set(true);
    reader.join();
    assertThat(wrong).isEmpty();
    assertThat(rooms.hot.current().pointCount()).isEqualTo(stored).isGreaterThan(5_000);
  }

  private static PointValue expected(long time) {
    return time / Times.SECOND % 11 == 0
        ? new PointValue.HistogramPoint(time, null, null, null, List.of(), List.of())
        : new PointValue.LongPoint(time);
  }

  @Test
  void refusesSeriesBeyondTheMostAndCountsTheirPoints() {
    Rooms rooms = new Rooms(2);
    int stored =
        rooms.write(
            List.of(
                Points.at(1).with("queue", "a").build(),
                Points.at(1).with("queue", "b").build(),
                Points.at(1).with("queue", "c").build(),
                Points.at(2).with("queue", "c").build(),
                Points.at(2).with("queue", "a").build()));
    assertThat(stored).isEqualTo(3);
    assertThat(rooms.hot.current().refused()).isEqualTo(2);
    assertThat(rooms.hot.current().registry().size()).isEqualTo(2);
    assertThat(rooms.tables.series(SeriesQuery.of(TimeRange.ALL)))
        .extracting(series -> series.labels().get("queue"))
        .containsExactly("a", "b");
  }

  @Test
  void oneSeriesWhateverTheOrderOfItsAttributes() {
    Rooms rooms = new Rooms();
    rooms.write(
        List.of(
            Points.at(1).with("queue", "a").with("zone", "b").build(),
            Points.at(2).with("zone", "b").with("queue", "a").build()));
    List<Series> series = rooms.tables.series(SeriesQuery.of(TimeRange.ALL));
    assertThat(series).hasSize(1);
    assertThat(series.getFirst().samples()).hasSize(2);
  }

  @Test
  void carriesTheTotalOfDeltasOverARotation() {
    Rooms rooms = new Rooms();
    MetricDescriptor delta = MetricDescriptor.sum("orders", "", Temporality.DELTA, true);
    Points first = Points.at(1).metric(delta).value(2);
    rooms.write(List.of(first.build(), Points.at(2).metric(delta).value(3).build()));
    rooms.write(List.of(first.build()));
    rooms.hot.rotate();
    rooms.write(List.of(Points.at(3).metric(delta).value(new PointValue.LongPoint(7)).build()));
    assertThat(rooms.hot.current().totalBefore(0)).isEqualTo(new RunningTotal(5, 2));
    HotPoints frozen = rooms.hot.rotate();
    assertThat(frozen.totalsAfter(10))
        .containsOnly(java.util.Map.entry(first.build().series(), new RunningTotal(12, 3)));
  }

  @Test
  void growsInMemoryWithItsPoints() {
    Rooms rooms = new Rooms();
    rooms.write(List.of(Points.at(0).build()));
    long one = rooms.hot.current().memoryBytes();
    for (int second = 1; second <= 10_000; second++) {
      rooms.write(List.of(Points.at(second).build()));
    }
    assertThat(rooms.hot.current().memoryBytes() - one).isBetween(160_000L, 400_000L);
  }
}
