package io.midwatch.storage.columnar.metric;

import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;
import io.midwatch.storage.contract.write.MetricHeader;
import io.midwatch.storage.contract.write.PointHeader;
import io.midwatch.storage.contract.write.PointSink;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.List;
import java.util.Random;

/**
 * 4,000 series of 40 processes, one point each 15 seconds: half counters, 30 % gauges of two
 * decimals, 20 % noisy doubles. Hands points to a sink as a decoder does.
 */
final class ReferenceMix {
  static final int SERIES = 4_000;
  private static final int PROCESSES = 40;
  private static final long STEP = 15 * Times.SECOND;

  private final Random random = new Random(1);
  private final long[] counters = new long[SERIES];
  private final double[] gauges = new double[SERIES];
  private final ByteSlice none = new ByteSlice();
  private final MetricHeader metric = new MetricHeader();
  private final PointHeader point = new PointHeader();
  private int step;

  /** The next point of every series, a request of every process. */
  void next(PointSink sink) {
    point.timeUnixNano = Times.START_NANOS + step++ * STEP;
    for (int process = 0; process < PROCESSES; process++) {
      AttributeSink resource = sink.resource(none, 0, List.of());
      put(resource, "service.name", "service-" + process / 4);
      put(resource, "service.instance.id", "instance-" + process);
      sink.scope(ByteSlice.ofUtf8("io.opentelemetry.runtime"), ByteSlice.ofUtf8("2.1"), none, 0);
      for (int at = 0; at < SERIES / PROCESSES; at++) {
        series(sink, process * (SERIES / PROCESSES) + at, at);
      }
    }
  }

  private void series(PointSink sink, int series, int at) {
    boolean counter = at % 10 < 5;
    ByteSlice name = ByteSlice.ofUtf8("metric.number." + at / 5);
    metric.name.set(name.array(), 0, name.length());
    metric.type = counter ? MetricType.SUM : MetricType.GAUGE;
    metric.temporality = counter ? Temporality.CUMULATIVE : Temporality.UNSPECIFIED;
    metric.monotonic = counter;
    sink.metric(metric);
    point.startTimeUnixNano = counter ? Times.START_NANOS : 0;
    point.kind = counter ? PointHeader.Kind.LONG : PointHeader.Kind.DOUBLE;
    if (counter) {
      counters[series] += random.nextInt(1 + series % 500);
      point.longValue = counters[series];
    } else if (at % 10 < 8) {
      gauges[series] += random.nextInt(401) - 200;
      point.doubleValue = gauges[series] / 100;
    } else {
      point.doubleValue = 50 + 10 * random.nextGaussian();
    }
    AttributeSink attributes = sink.point(point);
    put(attributes, "pool", "pool-" + at % 5);
    put(attributes, "state", "used");
    sink.endPoint();
  }

  private static void put(AttributeSink sink, String key, String value) {
    sink.string(ByteSlice.ofUtf8(key), ByteSlice.ofUtf8(value));
  }
}
