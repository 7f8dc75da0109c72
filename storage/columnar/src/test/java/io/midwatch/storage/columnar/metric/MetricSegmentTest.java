package io.midwatch.storage.columnar.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.MetricPoint;
import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricSegmentTest {
  @TempDir private Path folder;

  private MetricSegment seal(Rooms rooms, String name) {
    HotPoints frozen = rooms.hot.rotate();
    Path path = folder.resolve(name);
    long bytes = MetricSegmentWriter.write(frozen, path);
    MetricSegment segment = MetricSegment.open(path);
    assertThat(segment.sizeBytes()).isEqualTo(bytes);
    assertThat(segment.pointCount()).isEqualTo(frozen.pointCount());
    assertThat(segment.minTimeUnixNano()).isEqualTo(frozen.minTimeUnixNano());
    assertThat(segment.maxTimeUnixNano()).isEqualTo(frozen.maxTimeUnixNano());
    rooms.sealed.add(segment);
    return segment;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void answersFromFilesAndBufferAsTheReferenceDoes(long seed) {
    InMemoryStore oracle = Rooms.oracle();
    Rooms rooms = new Rooms();
    RandomPoints random = new RandomPoints(seed);
    for (int part = 0; part < 4; part++) {
      List<MetricPoint> points = random.points(600);
      oracle.writePoints(points);
      rooms.write(points);
      if (part < 3) {
        seal(rooms, "seg-" + part);
      }
    }
    new Differences(seed).none(oracle, rooms.tables, 40);
    mergeAll(rooms, "merged");
    new Differences(seed + 1).none(oracle, rooms.tables, 40);
  }

  private MetricSegment mergeAll(Rooms rooms, String name) {
    List<MetricSegment> before = new ArrayList<>();
    rooms.sealed.forEach(part -> before.add((MetricSegment) part));
    Path path = folder.resolve(name);
    MetricSegmentWriter.merge(before, path);
    before.forEach(MetricSegment::close);
    MetricSegment merged = MetricSegment.open(path);
    rooms.sealed.clear();
    rooms.sealed.add(merged);
    return merged;
  }

  @Test
  void keepsEverythingOfARichSeries() {
    Rooms rooms = new Rooms();
    MetricPoint point =
        Points.at(1)
            .from(Rich.resource())
            .scope(Rich.scope())
            .with("typed", new io.midwatch.model.AttributeValue.MapValue(Rich.attributes()))
            .flagged(0xff00_0002)
            .build();
    rooms.write(List.of(point));
    List<Series> hot = rooms.tables.series(SeriesQuery.of(TimeRange.ALL));
    seal(rooms, "rich");
    List<Series> sealed = rooms.tables.series(SeriesQuery.of(TimeRange.ALL));
    assertThat(sealed).isEqualTo(hot);
    assertThat(sealed.getFirst().resource()).isEqualTo(point.resource());
    assertThat(sealed.getFirst().scope()).isEqualTo(point.scope());
    assertThat(sealed.getFirst().metric()).isEqualTo(point.metric());
    assertThat(sealed.getFirst().identity()).isEqualTo(point.series());
  }

  @Test
  void aLongSeriesIsManyChunksAndOneSeries() {
    Rooms rooms = new Rooms();
    List<MetricPoint> points = new ArrayList<>();
    for (int second = 0; second < 20_000; second++) {
      points.add(Points.at(second).build());
    }
    rooms.write(points);
    seal(rooms, "long");
    rooms.write(List.of(Points.at(20_000).build(), Points.at(3).build()));
    List<Series> series = rooms.tables.series(SeriesQuery.of(TimeRange.ALL));
    assertThat(series).hasSize(1);
    assertThat(series.getFirst().samples()).hasSize(20_001);
    assertThat(rooms.sealed.getFirst().pieces(0)).hasSize(3);
    assertThat(
            rooms.tables.series(SeriesQuery.of(Times.seconds(8_190, 8_195))).getFirst().samples())
        .hasSize(5);
  }

  @Test
  void theTotalOfDeltasStandsInTheChunks() {
    Rooms rooms = new Rooms();
    MetricDescriptor delta = MetricDescriptor.sum("orders", "", Temporality.DELTA, true);
    rooms.write(List.of(Points.at(1).metric(delta).value(2).build()));
    seal(rooms, "a");
    rooms.write(List.of(Points.at(2).metric(delta).value(5).build()));
    MetricSegment second = seal(rooms, "b");
    assertThat(second.totalBefore(0)).isEqualTo(new RunningTotal(2, 1));
    assertThat(second.totalsAfter())
        .containsOnly(
            Map.entry(Points.at(1).metric(delta).build().series(), new RunningTotal(7, 2)));
    MetricSegment merged = mergeAll(rooms, "ab");
    assertThat(merged.totalBefore(0)).isEqualTo(RunningTotal.ZERO);
    assertThat(merged.totalsAfter()).containsValue(new RunningTotal(7, 2));
  }

  @Test
  void anEmptyBufferIsAFileOfNothing() {
    MetricSegment empty = seal(new Rooms(), "empty");
    assertThat(empty.seriesCount()).isZero();
    assertThat(empty.metadata()).isEmpty();
    assertThat(empty.minTimeUnixNano()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void damageIsToldWithFileAndSection() throws IOException {
    Rooms rooms = new Rooms();
    rooms.write(new RandomPoints(5).points(800));
    seal(rooms, "good").close();
    byte[] good = Files.readAllBytes(folder.resolve("good"));
    Random random = new Random(6);
    int told = 0;
    for (int round = 0; round < 300; round++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      Path path = folder.resolve("bad-" + round);
      Files.write(path, bad);
      try {
        readAll(path);
      } catch (StoreException damaged) {
        assertThat(damaged).hasMessageContaining("bad-" + round);
        told++;
      }
      Files.delete(path);
    }
    assertThat(told).isEqualTo(300);
  }

  @Test
  void aFileCutShortIsRefused() throws IOException {
    Rooms rooms = new Rooms();
    rooms.write(new RandomPoints(5).points(100));
    seal(rooms, "whole").close();
    byte[] whole = Files.readAllBytes(folder.resolve("whole"));
    for (int length = 0; length < whole.length; length += 97) {
      Path path = folder.resolve("cut");
      Files.write(path, java.util.Arrays.copyOf(whole, length));
      assertThatExceptionOfType(StoreException.class).isThrownBy(() -> readAll(path));
    }
  }

  /** Looks at every byte. */
  private static void readAll(Path path) {
    try (MetricSegment segment = MetricSegment.open(path)) {
      Rooms rooms = new Rooms();
      rooms.sealed.add(segment);
      rooms.tables.series(SeriesQuery.of(TimeRange.ALL));
      rooms.tables.metadata();
      segment.verify();
    }
  }

  @Test
  void aClosedFileIsRefused() {
    Rooms rooms = new Rooms();
    rooms.write(List.of(Points.at(1).build()));
    MetricSegment segment = seal(rooms, "closed");
    segment.retain();
    segment.close();
    assertThat(rooms.tables.series(SeriesQuery.of(TimeRange.ALL))).hasSize(1);
    segment.close();
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> rooms.tables.series(SeriesQuery.of(TimeRange.ALL)));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> SectionFile.open(folder.resolve("nothing")));
  }
}
