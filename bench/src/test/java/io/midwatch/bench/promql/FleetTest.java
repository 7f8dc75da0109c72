package io.midwatch.bench.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FleetTest {
  private final Fleet fleet = Fleet.mixed(1, 20, 1_700_000_000_000L, 480);

  @Test
  void countersOnlyFallWhenTheirInstanceStartsAnew() {
    for (Family family : fleet.families()) {
      for (int instance = 0; instance < 20; instance++) {
        for (int tick = 1; tick < 480; tick++) {
          if (fleet.age(instance, tick) > 0 && family.isCounter()) {
            assertThat(fleet.number(family, instance, 0, tick))
                .isGreaterThanOrEqualTo(fleet.number(family, instance, 0, tick - 1));
          }
        }
      }
    }
  }

  @Test
  void aRequestHoldsThePointsOfItsInstancesAndTicks() throws Exception {
    ExportMetricsServiceRequest request =
        ExportMetricsServiceRequest.parseFrom(new FleetOtlp(fleet).request(3, 5, 0, 2));
    assertThat(request.getResourceMetricsCount()).isEqualTo(2);
    ResourceMetrics first = request.getResourceMetrics(0);
    assertThat(first.getResource().getAttributes(1).getValue().getStringValue()).isEqualTo("i-3");
    Metric requests = first.getScopeMetrics(0).getMetrics(0);
    assertThat(requests.getName()).isEqualTo("http_requests");
    assertThat(requests.getSum().getIsMonotonic()).isTrue();
    assertThat(requests.getSum().getDataPointsCount()).isEqualTo(120);
    Metric durations = first.getScopeMetrics(0).getMetrics(1);
    assertThat(durations.getHistogram().getDataPoints(0).getBucketCountsCount())
        .isEqualTo(durations.getHistogram().getDataPoints(0).getExplicitBoundsCount() + 1);
  }

  @Test
  void snappyStoresWhatItIsGiven() {
    byte[] bytes = new byte[70_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    byte[] block = Snappy.stored(bytes);
    assertThat(block).hasSize(bytes.length + 3 + 2 * 3);
    assertThat(block[3] & 0xFF).isEqualTo(61 << 2);
    assertThat(Arrays.copyOfRange(block, 6, 6 + 65_536)).isEqualTo(Arrays.copyOf(bytes, 65_536));
  }

  @Test
  void theSameSeedAsksTheSame() {
    assertThat(new RandomQueries(fleet, 1).question(7))
        .isEqualTo(new RandomQueries(fleet, 1).question(7))
        .isNotEqualTo(new RandomQueries(fleet, 2).question(7));
  }
}
