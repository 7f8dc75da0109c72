package io.midwatch.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricWorkloadTest {
  private static final Period HOUR =
      new Period(1_763_769_600_000_000_000L, 1_763_773_200_000_000_000L);
  private static final Map<Series, List<NumberDataPoint>> SERIES =
      decode(new MetricWorkload(42, HOUR, 10 * MetricWorkload.SERIES));

  private record Series(Resource resource, String metric, List<KeyValue> attributes) {}

  @Test
  void has4000SeriesWithAPointEvery15Seconds() {
    assertThat(SERIES).hasSize(4_000);
    assertThat(SERIES.values())
        .allSatisfy(points -> {
          assertThat(points).hasSize(10);
          assertThat(points.get(9).getTimeUnixNano() - points.get(0).getTimeUnixNano())
              .isEqualTo(9 * 15_000_000_000L);
        });
  }

  @Test
  void halfAreCountersThatNeverFall() {
    List<List<NumberDataPoint>> counters =
        SERIES.values().stream().filter(points -> points.getFirst().hasAsInt()).toList();

    assertThat(counters).hasSize(2_000);
    for (List<NumberDataPoint> points : counters) {
      for (int i = 1; i < points.size(); i++) {
        assertThat(points.get(i).getAsInt()).isGreaterThanOrEqualTo(points.get(i - 1).getAsInt());
      }
    }
  }

  @Test
  void threeOfTenAreGaugesWithTwoDecimals() {
    long gauges =
        SERIES.values().stream()
            .filter(points -> points.getFirst().hasAsDouble())
            .filter(points -> points.stream().allMatch(MetricWorkloadTest::hasTwoDecimals))
            .count();

    assertThat(gauges).isEqualTo(1_200);
  }

  @Test
  void refusesMorePointsThanTheRangeHolds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MetricWorkload(1, HOUR, 241L * MetricWorkload.SERIES));
  }

  private static boolean hasTwoDecimals(NumberDataPoint point) {
    return Math.round(point.getAsDouble() * 100) / 100.0 == point.getAsDouble();
  }

  private static Map<Series, List<NumberDataPoint>> decode(Workload workload) {
    Map<Series, List<NumberDataPoint>> series = new HashMap<>();
    for (int window = 0; window < workload.windows(); window++) {
      for (ExportRequest request : workload.window(window)) {
        try {
          ExportMetricsServiceRequest.parseFrom(request.body())
              .getResourceMetricsList()
              .forEach(group -> add(series, group));
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
      }
    }
    return series;
  }

  private static void add(Map<Series, List<NumberDataPoint>> series, ResourceMetrics group) {
    for (Metric metric : group.getScopeMetrics(0).getMetricsList()) {
      List<NumberDataPoint> points =
          metric.hasSum()
              ? metric.getSum().getDataPointsList()
              : metric.getGauge().getDataPointsList();
      for (NumberDataPoint point : points) {
        series
            .computeIfAbsent(
                new Series(group.getResource(), metric.getName(), point.getAttributesList()),
                _ -> new ArrayList<>())
            .add(point);
      }
    }
  }
}
