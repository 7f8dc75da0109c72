package io.midwatch.server.self;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Attributes;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue.DoublePoint;
import io.midwatch.model.Resource;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfPointsTest {
  private static final Resource MIDWATCH =
      Resource.of(Attributes.ofStrings("service.name", "midwatch"));

  private final CollectorRegistry registry = new CollectorRegistry();

  @Test
  void aCounterIsASumSinceTheStartUnderItsNameWithoutTotal() {
    Counter.build("taken_total", "Taken.")
        .labelNames("signal")
        .register(registry)
        .labels("logs")
        .inc(3);

    assertThat(points())
        .singleElement()
        .satisfies(point -> {
          assertThat(point.metric().name()).isEqualTo("taken");
          assertThat(point.metric().type()).isEqualTo(MetricType.SUM);
          assertThat(point.metric().monotonic()).isTrue();
          assertThat(point.attributes()).isEqualTo(Attributes.ofStrings("signal", "logs"));
          assertThat(point.value()).isEqualTo(new DoublePoint(3));
          assertThat(point.startTimeUnixNano()).isEqualTo(5);
          assertThat(point.timeUnixNano()).isEqualTo(9);
          assertThat(point.resource()).isEqualTo(MIDWATCH);
        });
  }

  @Test
  void everythingElseIsAGaugeOfItsOwnName() {
    Gauge.build("full_ratio", "Full.").register(registry).set(0.25);
    Summary.build("pause_seconds", "Pauses.").register(registry).observe(2);

    assertThat(points())
        .extracting(MetricPoint::metric)
        .containsExactlyInAnyOrder(
            MetricDescriptor.gauge("full_ratio", ""),
            MetricDescriptor.gauge("pause_seconds_count", ""),
            MetricDescriptor.gauge("pause_seconds_sum", ""));
  }

  private List<MetricPoint> points() {
    return new SelfPoints(MIDWATCH, 5).of(registry.metricFamilySamples(), 9);
  }
}
