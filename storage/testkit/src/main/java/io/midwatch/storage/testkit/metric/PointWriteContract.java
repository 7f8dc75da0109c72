package io.midwatch.storage.testkit.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Exemplar;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
import io.midwatch.model.PointValue.Buckets;
import io.midwatch.model.PointValue.Quantile;
import io.midwatch.model.Resource;
import io.midwatch.model.Signal;
import io.midwatch.model.SpanId;
import io.midwatch.model.prometheus.PrometheusIdentity;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.Series.Sample;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.WriteReceipt;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.StoreContract;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Points go in once, come out whole in their series, and go when they are old. */
public abstract class PointWriteContract extends StoreContract {
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("long", MetricType.GAUGE, new PointValue.LongPoint(Long.MIN_VALUE)),
        Arguments.of("double", MetricType.GAUGE, new PointValue.DoublePoint(0.1)),
        Arguments.of("NaN", MetricType.GAUGE, new PointValue.DoublePoint(Double.NaN)),
        Arguments.of("negative zero", MetricType.GAUGE, new PointValue.DoublePoint(-0.0)),
        Arguments.of("nothing recorded", MetricType.SUM, new PointValue.NoRecordedValue()),
        Arguments.of(
            "histogram",
            MetricType.HISTOGRAM,
            new PointValue.HistogramPoint(
                6, 12.5, 0.0, 9.75, List.of(1.0, 5.0), List.of(1L, 2L, 3L))),
        Arguments.of(
            "histogram without buckets or figures",
            MetricType.HISTOGRAM,
            new PointValue.HistogramPoint(6, null, null, null, List.of(), List.of())),
        Arguments.of(
            "exponential histogram",
            MetricType.EXPONENTIAL_HISTOGRAM,
            new PointValue.ExponentialHistogramPoint(
                11,
                -3.5,
                -8.0,
                4.0,
                -2,
                1,
                1e-6,
                new Buckets(-7, List.of(1L, 0L, 4L)),
                new Buckets(3, List.of(5L)))),
        Arguments.of(
            "exponential histogram of nothing",
            MetricType.EXPONENTIAL_HISTOGRAM,
            new PointValue.ExponentialHistogramPoint(
                0, null, null, null, 20, 0, 0, Buckets.NONE, Buckets.NONE)),
        Arguments.of(
            "summary",
            MetricType.SUMMARY,
            new PointValue.SummaryPoint(
                4, 10.5, List.of(new Quantile(0.5, 2), new Quantile(1, Double.NaN)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void keepsEveryValue(String what, MetricType type, PointValue value) {
    MetricPoint point =
        Points.at(1)
            .metric(descriptor(type))
            .started(Times.second(0))
            .flagged(value instanceof PointValue.NoRecordedValue ? 1 : 0x8000_0100)
            .value(value)
            .build();
    MetricPoint plain = Points.at(2).build();
    store.batches().write(batches.points("local", Times.second(3), List.of(point, plain)));
    assertThat(samples(point)).as(what).containsExactly(sample(point));
    assertThat(samples(plain)).containsExactly(sample(plain));
  }

  @Test
  void keepsEverythingOfASeriesAndItsExemplars() {
    MetricPoint point =
        Points.at(1)
            .metric(
                new MetricDescriptor(
                    "http.server.request.duration",
                    "Time it took",
                    "s",
                    MetricType.SUM,
                    Temporality.CUMULATIVE,
                    true,
                    Attributes.ofStrings("meta", "data")))
            .from(Rich.resource())
            .scope(Rich.scope())
            .with("http.route", "/a")
            .with("typed", new AttributeValue.MapValue(Rich.attributes()))
            .flagged(0xff00_0002)
            .exemplar(
                new Exemplar(
                    Times.second(1) + 5,
                    new PointValue.DoublePoint(0.25),
                    Rich.attributes(),
                    Spans.traceId(7),
                    new SpanId(8)))
            .exemplar(new Exemplar(0, new PointValue.LongPoint(-1), Attributes.empty(), null, null))
            .build();
    store.batches().write(batches.points("local", Times.second(3), List.of(point)));
    List<Series> series = store.metrics().series(SeriesQuery.of(TimeRange.ALL));
    assertThat(series)
        .containsExactly(
            new Series(
                point.series(),
                PrometheusIdentity.of(point.series()),
                point.metric(),
                point.resource(),
                point.scope(),
                List.of(sample(point))));
    assertThat(store.metrics().metadata().values())
        .containsExactly(
            new MetricMetadata("http_server_request_duration_seconds_total", point.metric()));
  }

  @Test
  void tellsWhatASeriesWasLastSentWith() {
    Resource first = Spans.service("shop");
    Resource last = new Resource(first.attributes(), 2, Rich.resource().entityRefs(), "https://s");
    InstrumentationScope library = InstrumentationScope.of("library");
    InstrumentationScope cut = new InstrumentationScope("library", "", Attributes.empty(), 7, "");
    MetricDescriptor described =
        new MetricDescriptor(
            "queue.depth",
            "Orders that wait",
            "",
            MetricType.GAUGE,
            Temporality.UNSPECIFIED,
            false,
            Attributes.ofStrings("owner", "orders"));
    MetricPoint early = Points.at(2).from(first).scope(library).build();
    MetricPoint late = Points.at(1).from(last).scope(cut).metric(described).build();
    store.pointWriter().writePoints(List.of(early));
    store.pointWriter().writePoints(List.of(late));
    List<Series> series = store.metrics().series(SeriesQuery.of(TimeRange.ALL));
    assertThat(series).hasSize(1);
    assertThat(series.getFirst().metric()).isEqualTo(described);
    assertThat(series.getFirst().resource()).isEqualTo(last);
    assertThat(series.getFirst().scope()).isEqualTo(cut);
    assertThat(series.getFirst().samples()).containsExactly(sample(late), sample(early));
  }

  @Test
  void keepsTheFirstOfPointsWithOneSeriesStartAndTime() {
    MetricPoint first = Points.at(1).value(1).build();
    MetricPoint second = Points.at(1).value(2).build();
    MetricPoint otherStart = Points.at(1).started(Times.second(0)).value(3).build();
    MetricPoint otherSeries = Points.at(1).with("queue", "b").value(4).build();
    store.pointWriter().writePoints(List.of(first, second, otherStart, otherSeries));
    assertThat(samples(first)).containsExactly(sample(first), sample(otherStart));
    assertThat(samples(otherSeries)).containsExactly(sample(otherSeries));
    assertThat(stats().stored()).isEqualTo(3);
    assertThat(stats().duplicates()).isEqualTo(1);
  }

  @Test
  void ordersPointsThatComeLate() {
    for (long second : new long[] {5, 9, 1, 7, 3, 8, 2, 6, 4}) {
      store.pointWriter().writePoints(List.of(Points.at(second).build()));
    }
    assertThat(samples(Points.at(1).build()))
        .extracting(sample -> (sample.timeUnixNano() - Times.START_NANOS) / Times.SECOND)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void storesTheSameBytesOfASourceOnceWithinTenMinutes() {
    EncodedBatch batch = batches.points("local", Times.second(0), List.of(Points.at(1).build()));
    store.batches().write(batch);
    EncodedBatch again = RecordBatches.again(batch, "local", Times.second(1));
    assertThat(store.batches().write(again)).isEqualTo(new WriteReceipt(0, true));
  }

  @Test
  void leavesOutRejectedItems() {
    BitSet rejected = new BitSet();
    rejected.set(0);
    List<MetricPoint> points = List.of(Points.at(1).build(), Points.at(2).build());
    store
        .batches()
        .write(
            batches.batch(
                Signal.METRICS, "local", Times.second(3), RejectedItems.copyOf(rejected), points));
    assertThat(samples(points.get(0))).containsExactly(sample(points.get(1)));
  }

  @Test
  void expiresPointsBeforeTheTime() {
    MetricPoint old = Points.at(5).with("queue", "old").build();
    store
        .pointWriter()
        .writePoints(
            List.of(old, Points.at(20).build(), Points.at(9).build(), Points.at(10).build()));
    store.retention().expire(Signal.METRICS, Times.second(10));
    assertThat(samples(Points.at(1).build()))
        .contains(sample(Points.at(10).build()), sample(Points.at(20).build()));
    assertThat(stats().stored() + stats().expired()).isEqualTo(4);
    store.pointWriter().writePoints(List.of(Points.at(30).build(), old));
    assertThat(samples(Points.at(1).build())).contains(sample(Points.at(30).build()));
    assertThat(samples(old)).containsExactly(sample(old));
  }

  @Test
  void nothingOfAFinishedUnitIsLeftWhenAllOfItIsOld() {
    MetricPoint gone = Points.at(5).with("queue", "old").build();
    MetricPoint young = Points.at(Times.TWO_DAYS + 5).build();
    store
        .batches()
        .write(batches.points("s", Times.second(20), List.of(gone, Points.at(9).build())));
    store.finishUnits().run();
    clock.advance(Duration.ofDays(2));
    store.batches().write(batches.points("s", Times.second(Times.TWO_DAYS + 20), List.of(young)));
    for (int time = 0; time < 2; time++) {
      store.retention().expire(Signal.METRICS, Times.second(Times.TWO_DAYS));
      assertThat(samples(young)).containsExactly(sample(young));
      assertThat(samples(gone)).isEmpty();
      assertThat(stats().stored()).isEqualTo(1);
      assertThat(stats().expired()).isEqualTo(2);
    }
    store.batches().write(batches.points("s", Times.second(30), List.of(gone)));
    assertThat(samples(gone)).as("its series is known again").containsExactly(sample(gone));
  }

  @Test
  void saysWhatItHoldsAndHowFarItHasCome() {
    assertThat(stats().oldestUnixNano()).isZero();
    List<MetricPoint> points = List.of(Points.at(8).build(), Points.at(2).build());
    store.batches().write(batches.points("a", Times.second(50), points));
    assertThat(stats().stored()).isEqualTo(2);
    assertThat(stats().oldestUnixNano()).isEqualTo(Times.second(2));
    assertThat(stats().newestUnixNano()).isEqualTo(Times.second(8));
    assertThat(store.status().progress())
        .containsExactly(
            new SourceProgress("a", Signal.METRICS, Times.second(8), Times.second(50), 2));
  }

  private static MetricDescriptor descriptor(MetricType type) {
    return new MetricDescriptor(
        "m." + type, "", "", type, Temporality.UNSPECIFIED, false, Attributes.empty());
  }

  private static Sample sample(MetricPoint point) {
    return new Sample(
        point.startTimeUnixNano(),
        point.timeUnixNano(),
        point.flags(),
        point.value(),
        point.exemplars());
  }

  private List<Sample> samples(MetricPoint of) {
    return store.metrics().series(SeriesQuery.of(TimeRange.ALL)).stream()
        .filter(series -> series.identity().equals(of.series()))
        .flatMap(series -> series.samples().stream())
        .toList();
  }

  private SignalStats stats() {
    return Objects.requireNonNull(store.status().stats().signals().get(Signal.METRICS));
  }
}
