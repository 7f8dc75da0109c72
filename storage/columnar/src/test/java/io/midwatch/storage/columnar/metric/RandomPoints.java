package io.midwatch.storage.columnar.metric;

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
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Points of two dozen series with everything that gets lost most easily: late ones, repeated ones,
 * every kind of value, exemplars, flags, special numbers. The same seed gives the same points.
 */
final class RandomPoints {
  private static final int SERIES = 24;
  private static final double[] SPECIAL = {
    -0.0,
    0.0,
    Double.NaN,
    Double.longBitsToDouble(0x7ff8_0000_dead_beefL),
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    0.1,
    1234.56,
    1e15
  };
  private static final long[] SPECIAL_LONGS = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1L << 53};

  private final Random random;

  RandomPoints(long seed) {
    random = new Random(seed);
  }

  List<MetricPoint> points(int count) {
    List<MetricPoint> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(
          !points.isEmpty() && random.nextInt(20) == 0
              ? points.get(random.nextInt(points.size()))
              : point());
    }
    return points;
  }

  private MetricPoint point() {
    int series = random.nextInt(SERIES);
    MetricType type = MetricType.values()[series % MetricType.values().length];
    PointValue value = random.nextInt(30) == 0 ? new PointValue.NoRecordedValue() : value(type);
    return new MetricPoint(
        descriptor(series, type),
        series % 4 == 0
            ? Attributes.empty()
            : Attributes.builder()
                .put("queue", "queue-" + series % 4)
                .put("shard", series / 4)
                .build(),
        random.nextInt(5) == 0 ? 0 : Times.second(-random.nextInt(2)),
        Times.second(random.nextInt(900)) + (random.nextInt(4) == 0 ? random.nextInt(1000) : 0),
        value instanceof PointValue.NoRecordedValue ? 1 : random.nextInt(10) == 0 ? 0x100 : 0,
        value,
        exemplars(),
        resource(series),
        series % 2 == 0 ? InstrumentationScope.EMPTY : Rich.scope());
  }

  /** Every other pair of series has one label set and differs in its resource only. */
  private static Resource resource(int series) {
    Attributes.Builder attributes =
        Attributes.builder().put("service.name", series % 3 == 0 ? "payments" : "shop");
    attributes.put("host.arch", AttributeValue.of(series % 5));
    return new Resource(attributes.build(), series % 2, List.of(), "https://schema/" + series % 2);
  }

  private static MetricDescriptor descriptor(int series, MetricType type) {
    Temporality temporality =
        type == MetricType.GAUGE || type == MetricType.SUMMARY
            ? Temporality.UNSPECIFIED
            : series % 2 == 0 ? Temporality.DELTA : Temporality.CUMULATIVE;
    return new MetricDescriptor(
        "metric." + type.name().toLowerCase(java.util.Locale.ROOT),
        "Of type " + type,
        series % 3 == 0 ? "s" : "",
        type,
        temporality,
        type == MetricType.SUM && series % 4 == 1,
        Attributes.ofStrings("owner", "ops"));
  }

  private PointValue value(MetricType type) {
    return switch (type) {
      case GAUGE, SUM -> number();
      case HISTOGRAM -> histogram();
      case EXPONENTIAL_HISTOGRAM ->
          new PointValue.ExponentialHistogramPoint(
              random.nextInt(100),
              maybe(),
              maybe(),
              maybe(),
              random.nextInt(30) - 10,
              random.nextInt(3),
              random.nextInt(2) * 1e-6,
              buckets(),
              random.nextBoolean() ? Buckets.NONE : buckets());
      case SUMMARY ->
          new PointValue.SummaryPoint(
              random.nextInt(50),
              real(),
              random.nextInt(5) == 0
                  ? List.of()
                  : List.of(new Quantile(0.5, real()), new Quantile(0.99, real())));
    };
  }

  private PointValue number() {
    return switch (random.nextInt(4)) {
      case 0 -> new PointValue.LongPoint(random.nextInt(1000));
      case 1 ->
          new PointValue.LongPoint(
              random.nextBoolean()
                  ? random.nextLong()
                  : SPECIAL_LONGS[random.nextInt(SPECIAL_LONGS.length)]);
      default -> new PointValue.DoublePoint(real());
    };
  }

  double real() {
    return switch (random.nextInt(4)) {
      case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
      case 1 -> random.nextGaussian() * 1000;
      case 2 -> random.nextInt(100_000) / 100.0;
      default -> random.nextInt(1000);
    };
  }

  private @Nullable Double maybe() {
    return random.nextInt(3) == 0 ? null : Double.valueOf(real());
  }

  private PointValue histogram() {
    boolean usual = random.nextInt(5) > 0;
    List<Double> bounds = usual ? List.of(0.1, 1.0, 5.0) : List.of(2.0);
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i <= bounds.size(); i++) {
      counts.add((long) random.nextInt(50));
    }
    long count = counts.stream().mapToLong(Long::longValue).sum() + random.nextInt(2);
    return random.nextInt(8) == 0
        ? new PointValue.HistogramPoint(count, null, null, null, List.of(), List.of())
        : new PointValue.HistogramPoint(count, maybe(), maybe(), maybe(), bounds, counts);
  }

  private Buckets buckets() {
    List<Long> counts = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      counts.add((long) random.nextInt(9));
    }
    return new Buckets(random.nextInt(40) - 20, counts);
  }

  private List<Exemplar> exemplars() {
    if (random.nextInt(10) > 0) {
      return List.of();
    }
    Exemplar whole =
        new Exemplar(
            Times.second(random.nextInt(900)),
            new PointValue.LongPoint(random.nextLong()),
            Attributes.ofStrings("k", "v" + random.nextInt(3)),
            new TraceId(random.nextLong(), random.nextLong()),
            new SpanId(random.nextLong()));
    Exemplar bare =
        new Exemplar(0, new PointValue.DoublePoint(real()), Attributes.empty(), null, null);
    return random.nextBoolean() ? List.of(whole) : List.of(whole, bare);
  }
}
